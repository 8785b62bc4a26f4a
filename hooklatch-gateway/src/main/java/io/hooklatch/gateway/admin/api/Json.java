package io.hooklatch.gateway.admin.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An object of JSON, its members in the order in which they were put; what is absent is left out. Not thread-safe. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Map<String, Object> members = new LinkedHashMap<>();

    Json put(String name, String value) {
        members.put(name, value);
        return this;
    }

    Json put(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    Json put(String name, long value) {
        members.put(name, value);
        return this;
    }

    Json put(String name, Json value) {
        members.put(name, value);
        return this;
    }

    /** @param values texts or objects */
    Json put(String name, List<?> values) {
        members.put(name, values);
        return this;
    }

    /** The value, where there is one: a text, or what writes itself as one. */
    Json put(String name, Optional<?> value) {
        value.ifPresent(present -> members.put(name, present instanceof Json ? present : present.toString()));
        return this;
    }

    /** The text, unless it is empty. */
    Json putText(String name, String value) {
        return value.isEmpty() ? this : put(name, value);
    }

    /** @param millis since the epoch, UTC */
    Json time(String name, long millis) {
        return put(name, TIME.format(Instant.ofEpochMilli(millis)));
    }

    Json time(String name, Optional<Long> millis) {
        millis.ifPresent(present -> time(name, present));
        return this;
    }

    byte[] bytes() {
        return line().getBytes(StandardCharsets.UTF_8);
    }

    /** On one line; half a surrogate pair that a sender sent comes out as a question mark where this is encoded. */
    String line() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, Object> member : members.entrySet()) {
            out.writeFieldName(member.getKey());
            write(out, member.getValue());
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Json object) {
            object.write(out);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object item : list) {
                write(out, item);
            }
            out.writeEndArray();
        } else {
            out.writeString(value.toString());
        }
    }
}
