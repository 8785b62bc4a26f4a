package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of one object of a document, taken one by one; what was never asked for is an error. */
final class Fields {
    private final String path;
    private final Map<String, ?> values;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * @param path what to call the object in errors, such as {@code recipe acme: signature}
     */
    Fields(String path, Map<String, ?> values) {
        this.path = path;
        this.values = values;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    Optional<String> text(String name) {
        return plain(name, String.class, "text in quotes");
    }

    boolean flag(String name) {
        Object value = value(name);
        return value != null && as(name, value, Boolean.class, "true or false");
    }

    Optional<Long> whole(String name) {
        Object value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Integer) && !(value instanceof Long)) {
            throw wrong(name, value, "a whole number");
        }
        return Optional.of(((Number) value).longValue());
    }

    /** A value of this type as it stands; {@code wanted} says what to give otherwise. */
    <T> Optional<T> plain(String name, Class<T> type, String wanted) {
        Object value = value(name);
        return value == null ? Optional.empty() : Optional.of(as(name, value, type, wanted));
    }

    /** Everything, for whoever reads it by himself. */
    Map<String, ?> values() {
        return values;
    }

    /** The names of the fields that are there, in their order. */
    Set<String> names() {
        return values.keySet();
    }

    /** A text that one of the values has as its name. */
    <T> Optional<T> choice(String name, List<T> values, Function<T, String> names) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (T value : values) {
            if (names.apply(value).equals(text.get())) {
                return Optional.of(value);
            }
        }
        throw new IllegalArgumentException(at(name) + " is \"" + text.get() + "\": "
                + Nearest.hint(text.get(), values.stream().map(names).toList()));
    }

    /** An object within this one. */
    Optional<Fields> object(String name) {
        Object value = value(name);
        return value == null ? Optional.empty() : Optional.of(new Fields(at(name), map(at(name), value)));
    }

    /** A text or a list of texts, each converted; empty without the field. */
    <T> List<T> each(String name, Function<String, T> conversion) {
        return items(name, (at, item) -> {
            if (!(item instanceof String text)) {
                throw new IllegalArgumentException(at + " is " + shown(item) + ": give text in quotes");
            }
            try {
                return conversion.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
            }
        });
    }

    /** A place in the request or a list of them; empty without the field. */
    List<From> places(String name) {
        return each(name, From::parse);
    }

    /** A value or a list of values, each converted with its place in words; empty without the field. */
    <T> List<T> items(String name, ItemConversion<T> conversion) {
        Object value = value(name);
        if (value == null) {
            return List.of();
        }
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        String at = at(name);
        List<T> converted = new ArrayList<>(list.size());
        for (Object item : list) {
            converted.add(conversion.convert(at, item));
        }
        return Collections.unmodifiableList(converted);
    }

    /** How one item of a list is read. */
    interface ItemConversion<T> {
        T convert(String at, Object item);
    }

    /** Ends the reading. */
    void done() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException(at(name) + " is unknown here: " + Nearest.hint(name, asked));
            }
        }
    }

    /** The place of a field in words. */
    String at(String name) {
        return path + (path.indexOf(':') < 0 ? ": " : ".") + name;
    }

    IllegalArgumentException missing(String name, String example) {
        return new IllegalArgumentException(at(name) + " is missing: write it, as in " + example);
    }

    @SuppressWarnings("unchecked")
    static Map<String, ?> map(String at, Object value) {
        if (value instanceof Map<?, ?> map && named(map)) {
            return (Map<String, ?>) map;
        }
        throw new IllegalArgumentException(at + " is " + shown(value) + ": give an object with named fields");
    }

    private static boolean named(Map<?, ?> map) {
        for (Object name : map.keySet()) {
            if (!(name instanceof String)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object value(String name) {
        asked.add(name);
        return values.get(name);
    }

    private <T> T as(String name, Object value, Class<T> type, String wanted) {
        if (!type.isInstance(value)) {
            throw wrong(name, value, wanted);
        }
        return type.cast(value);
    }

    private IllegalArgumentException wrong(String name, Object value, String wanted) {
        return new IllegalArgumentException(at(name) + " is " + shown(value) + ": give " + wanted);
    }

    private static String shown(Object value) {
        if (value instanceof Map || value instanceof List) {
            return value instanceof Map ? "an object" : "a list";
        }
        return "\"" + value + "\"";
    }
}
