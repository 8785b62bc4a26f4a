package io.hooklatch.keys.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a recipe document, taken one by one; what was never asked for is an error. */
final class Parameters {
    private final String path;
    private final Map<String, ?> values;
    private final Set<String> asked = new LinkedHashSet<>();

    Parameters(String path, Map<String, ?> values) {
        this.path = path;
        this.values = values;
    }

    Optional<String> text(String name) {
        Object value = value(name);
        if (value != null && !(value instanceof String)) {
            throw wrong(name, "text in quotes");
        }
        return Optional.ofNullable((String) value);
    }

    String required(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            throw wrong(name, "text in quotes; it is missing");
        }
        return text.get();
    }

    boolean flag(String name) {
        Object value = value(name);
        if (value != null && !(value instanceof Boolean)) {
            throw wrong(name, "true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    long whole(String name, long otherwise) {
        Object value = value(name);
        if (value != null && !(value instanceof Long) && !(value instanceof Integer)) {
            throw wrong(name, "a whole number");
        }
        return value == null ? otherwise : ((Number) value).longValue();
    }

    /** A text or a list of texts; empty without it. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : list(name)) {
            if (!(item instanceof String text)) {
                throw wrong(name, "texts in quotes");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    /** A value or a list of values; empty without it. */
    List<?> list(String name) {
        Object value = value(name);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> several ? several : List.of(value);
    }

    Optional<Parameters> object(String name) {
        Object value = value(name);
        return value == null ? Optional.empty() : Optional.of(object(path + "." + name, value));
    }

    /** The objects of a list. */
    List<Parameters> objects(String name) {
        List<Parameters> objects = new ArrayList<>();
        for (Object item : list(name)) {
            objects.add(object(path + "." + name, item));
        }
        return List.copyOf(objects);
    }

    @SuppressWarnings("unchecked")
    private static Parameters object(String path, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(path + ": give an object with named fields");
        }
        return new Parameters(path, (Map<String, ?>) map);
    }

    /** Ends the reading. */
    void done() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException(
                        path + "." + name + " is unknown here: there are " + String.join(", ", asked));
            }
        }
    }

    IllegalArgumentException wrong(String name, String wanted) {
        return new IllegalArgumentException(path + "." + name + ": give " + wanted);
    }

    private @Nullable Object value(String name) {
        asked.add(name);
        return values.get(name);
    }
}
