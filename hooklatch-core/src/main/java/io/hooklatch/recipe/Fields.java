package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one object of a document, taken one by one; what was never asked for is an error. */
final class Fields {
    private final FieldPath path;
    private final Map<String, ?> values;
    private final List<String> asked = new ArrayList<>();

    /**
     * @param document what to call the object in errors, such as {@code recipe acme}
     */
    Fields(String document, Map<String, ?> values) {
        this(FieldPath.of(document), values);
    }

    Fields(FieldPath path, Map<String, ?> values) {
        this.path = path;
        this.values = values;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    Optional<String> text(String name) {
        return plain(name, String.class, "text in quotes");
    }

    String text(String name, String otherwise) {
        Object value = value(name);
        return value == null ? otherwise : as(name, value, String.class, "text in quotes");
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

    /** The value that has this text as its name. */
    <T> Optional<T> choice(String name, Map<String, T> values) {
        Object text = value(name);
        if (text == null) {
            return Optional.empty();
        }
        T value = values.get(as(name, text, String.class, "text in quotes"));
        if (value == null) {
            throw new IllegalArgumentException(
                    at(name) + " is \"" + text + "\": " + Nearest.hint(String.valueOf(text), values.keySet()));
        }
        return Optional.of(value);
    }

    /** An object within this one. */
    Optional<Fields> object(String name) {
        Object value = value(name);
        return value == null ? Optional.empty() : Optional.of(new Fields(at(name), map(at(name), value)));
    }

    /** A text or a list of texts; empty without the field. */
    List<String> texts(String name) {
        List<?> items = items(name);
        List<String> texts = new ArrayList<>(items.size());
        for (Object item : items) {
            texts.add(text(name, item));
        }
        return Collections.unmodifiableList(texts);
    }

    private String text(String name, Object item) {
        if (!(item instanceof String text)) {
            throw new IllegalArgumentException(at(name) + " is " + shown(item) + ": give text in quotes");
        }
        return text;
    }

    /** A place in the request or a list of them; empty without the field. */
    List<From> places(String name) {
        List<?> items = items(name);
        List<From> places = new ArrayList<>(items.size());
        for (Object item : items) {
            String text = text(name, item);
            try {
                places.add(From.parse(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(at(name) + ": " + e.getMessage(), e);
            }
        }
        return Collections.unmodifiableList(places);
    }

    /** A value or a list of values as they stand; empty without the field. */
    List<?> items(String name) {
        Object value = value(name);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> several ? several : List.of(value);
    }

    /** An object or a list of objects; empty without the field. */
    List<Fields> objects(String name) {
        List<?> items = items(name);
        List<Fields> objects = new ArrayList<>(items.size());
        for (Object item : items) {
            objects.add(new Fields(at(name), map(at(name), item)));
        }
        return objects;
    }

    /** Ends the reading. */
    void done() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException(
                        at(name) + " is unknown here: " + Nearest.hint(name, new LinkedHashSet<>(asked)));
            }
        }
    }

    /** The place of a field. */
    FieldPath at(String name) {
        return path.field(name);
    }

    /** What was found under a name, or an error that shows an example of it. */
    <T> T required(Optional<T> found, String name, String example) {
        if (found.isEmpty()) {
            throw missing(name, example);
        }
        return found.get();
    }

    IllegalArgumentException missing(String name, String example) {
        return new IllegalArgumentException(at(name) + " is missing: write it, as in " + example);
    }

    @SuppressWarnings("unchecked")
    static Map<String, ?> map(FieldPath at, Object value) {
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
