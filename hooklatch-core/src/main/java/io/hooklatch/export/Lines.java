package io.hooklatch.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Element;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The values that lines are made of. */
final class Lines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final JsonGenerator json;

    Lines(JsonGenerator json) {
        this.json = json;
    }

    void text(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    /** Left out when empty. */
    void text(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    void word(String name, Enum<?> value) throws IOException {
        json.writeStringField(name, value.name().toLowerCase(Locale.ROOT));
    }

    void time(String name, long millis) throws IOException {
        json.writeStringField(name, TIME.format(Instant.ofEpochMilli(millis)));
    }

    void key(Optional<DedupeKey> key) throws IOException {
        if (key.isPresent()) {
            json.writeObjectFieldStart("dedupe_key");
            json.writeStringField("value", key.get().value());
            json.writeStringField("source", key.get().source());
            json.writeEndObject();
        }
    }

    void element(Element element) throws IOException {
        json.writeNumberField("index", element.index());
        json.writeNumberField("from", element.from());
        json.writeNumberField("length", element.length());
        if (element.coding() == Element.Coding.FORM) {
            json.writeStringField("coding", "form");
        }
    }

    /** As text where that loses nothing. */
    void body(byte[] bytes) throws IOException {
        Optional<String> text = text(bytes);
        if (text.isPresent()) {
            json.writeStringField("body", text.get());
        } else {
            json.writeBinaryField("body_base64", bytes);
        }
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
