package io.hooklatch.gateway.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An object of JSON, its members in the order in which they were put; what is absent is left out. Not thread-safe. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** A moment as ISO 8601 in UTC, with milliseconds. */
    public static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /** A text. */
    public Json put(String name, String value) {
        members.put(name, value);
        return this;
    }

    /** A truth value. */
    public Json put(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    /** A whole number. */
    public Json put(String name, long value) {
        members.put(name, value);
        return this;
    }

    /** An object as it is now. */
    public Json put(String name, Json value) {
        members.put(name, value.members());
        return this;
    }

    /**
     * A list.
     *
     * @param values texts or objects
     */
    public Json put(String name, List<?> values) {
        members.put(name, values.stream().map(Json::plain).toList());
        return this;
    }

    /** The value, where there is one; what is no number, truth value or object goes as its text. */
    public Json put(String name, Optional<?> value) {
        value.ifPresent(present ->
                members.put(name, present instanceof Number || present instanceof Boolean ? present : plain(present)));
        return this;
    }

    /** The text, unless it is empty. */
    public Json putText(String name, String value) {
        return value.isEmpty() ? this : put(name, value);
    }

    /** A moment, in milliseconds since the epoch, UTC. */
    public Json time(String name, long millis) {
        return put(name, time(millis));
    }

    /** The same, where there is one. */
    public Json time(String name, Optional<Long> millis) {
        millis.ifPresent(present -> time(name, present));
        return this;
    }

    private static Object plain(Object value) {
        return value instanceof Json object ? object.members() : value.toString();
    }

    /** The members as they are now: texts, numbers, truth values, lists, and maps for objects. */
    public Map<String, Object> members() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** On one line, in UTF-8. */
    public byte[] bytes() {
        return line().getBytes(StandardCharsets.UTF_8);
    }

    /** On one line; half a surrogate pair that a sender sent comes out as a question mark where this is encoded. */
    public String line() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            write(out, members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            out.writeStartObject();
            for (Map.Entry<?, ?> member : object.entrySet()) {
                out.writeFieldName(String.valueOf(member.getKey()));
                write(out, member.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object item : list) {
                write(out, item);
            }
            out.writeEndArray();
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else {
            out.writeString(value.toString());
        }
    }
}
