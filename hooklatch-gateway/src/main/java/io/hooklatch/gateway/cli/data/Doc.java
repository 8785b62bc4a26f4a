package io.hooklatch.gateway.cli.data;

import io.hooklatch.gateway.render.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One JSON object with its fields in order. A field that is null counts as absent. Immutable. */
public final class Doc {
    private final Map<String, Object> fields;

    private Doc(Map<String, Object> fields) {
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** An object with these fields: texts, numbers, truth values, lists and maps. */
    public static Doc of(Map<String, Object> fields) {
        return new Doc(fields);
    }

    /** The same object, to be read. */
    public static Doc of(Json made) {
        return of(made.members());
    }

    /**
     * Reads one JSON object.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static Doc parse(String json) {
        if (JsonText.parse(json) instanceof Map<?, ?> map) {
            return of(JsonText.fields(map));
        }
        throw new IllegalArgumentException("a JSON object was expected");
    }

    /** A field that is a text, a number or a truth value, as text. */
    public Optional<String> text(String name) {
        Object value = fields.get(name);
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? Optional.of(value.toString())
                : Optional.empty();
    }

    /** The same, or an empty text where there is none. */
    public String or(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** A whole number; absent when the field is none. */
    public Optional<Long> number(String name) {
        return fields.get(name) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    /** Whether the field is true. */
    public boolean is(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /** A field that is an object itself. */
    public Optional<Doc> doc(String name) {
        return fields.get(name) instanceof Map<?, ?> map ? Optional.of(of(JsonText.fields(map))) : Optional.empty();
    }

    /** The objects of a list; none when the field is no list. */
    public List<Doc> docs(String name) {
        List<Doc> docs = new ArrayList<>();
        for (Object item : list(name)) {
            if (item instanceof Map<?, ?> map) {
                docs.add(of(JsonText.fields(map)));
            }
        }
        return docs;
    }

    /** The texts of a list; none when the field is no list. */
    public List<String> texts(String name) {
        return list(name).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** The fields in order. */
    public Map<String, Object> fields() {
        return fields;
    }

    /** One line of JSON that steers no terminal: everything that could is escaped. */
    public String json() {
        return JsonText.write(fields);
    }

    /** The same as {@link #json()}. */
    @Override
    public String toString() {
        return json();
    }

    private List<?> list(String name) {
        return fields.get(name) instanceof List<?> list ? list : List.of();
    }
}
