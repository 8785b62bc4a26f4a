package io.hooklatch.gateway.cli.data;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a {@link Doc} field by field. */
public final class DocBuilder {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** A moment as ISO 8601 in UTC with milliseconds. */
    public static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /** Adds a text, a number, a truth value or a map. */
    public DocBuilder put(String name, Object value) {
        fields.put(name, value instanceof Doc doc ? doc.fields() : value);
        return this;
    }

    /** Adds a field when there is a value for it; what is no number or truth value becomes its text. */
    public DocBuilder put(String name, Optional<?> value) {
        value.ifPresent(given -> put(
                name,
                given instanceof Number || given instanceof Boolean || given instanceof Doc
                        ? given
                        : given.toString()));
        return this;
    }

    /** Adds a moment. */
    public DocBuilder time(String name, long millis) {
        return put(name, time(millis));
    }

    /** Adds a list of objects. */
    public DocBuilder put(String name, List<Doc> docs) {
        fields.put(name, docs.stream().map(Doc::fields).toList());
        return this;
    }

    public Doc build() {
        return Doc.of(fields);
    }
}
