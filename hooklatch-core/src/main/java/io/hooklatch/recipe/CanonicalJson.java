package io.hooklatch.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The canonical form of RFC 8785: no white space, names sorted by UTF-16 units, numbers as ECMAScript writes them. */
final class CanonicalJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxTokenCount(5_000_000)
                    .build())
            .build();

    private CanonicalJson() {}

    /** The canonical form, in UTF-8. What cannot be read as JSON, or repeats a name, is returned as it is. */
    static byte[] of(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return json;
            }
            byte[] canonical = value(parser, first);
            return parser.nextToken() == null ? canonical : json;
        } catch (IOException | RuntimeException e) {
            // The sender signs what is no JSON as it is, so that is the answer and not an error.
            return json;
        }
    }

    private static byte[] value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> string(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ascii(EcmaNumber.of(parser.getText()));
            default -> ascii(parser.getText());
        };
    }

    private static byte[] object(JsonParser parser) throws IOException {
        Map<String, byte[]> members = new TreeMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (members.put(name, value(parser, parser.nextToken())) != null) {
                // Which of the two was signed is open, and names are read from the first.
                throw new IllegalArgumentException("a repeated name");
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('{');
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            if (out.size() > 1) {
                out.write(',');
            }
            out.writeBytes(string(member.getKey()));
            out.write(':');
            out.writeBytes(member.getValue());
        }
        out.write('}');
        return out.toByteArray();
    }

    private static byte[] array(JsonParser parser) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('[');
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (out.size() > 1) {
                out.write(',');
            }
            out.writeBytes(value(parser, token));
        }
        out.write(']');
        return out.toByteArray();
    }

    private static byte[] string(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('"');
        JsonEscapes.feed(text.getBytes(StandardCharsets.UTF_8), out::write);
        out.write('"');
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
