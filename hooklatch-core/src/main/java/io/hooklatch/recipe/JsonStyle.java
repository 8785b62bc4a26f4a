package io.hooklatch.recipe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON written anew without white space, as senders do it before they sign. Numbers stay as they are written. */
enum JsonStyle {
    /** Names of every object sorted by UTF-16 units; strings as ECMAScript writes them. */
    SORTED,
    /** Names in their order; slashes and everything beyond ASCII escaped, as PHP's json_encode does by default. */
    PHP;

    /** Those bytes; absent for what is no JSON, or repeats a name, so that which of the two was signed is open. */
    Optional<byte[]> of(byte[] json) {
        try (JsonParser parser = JsonPaths.parser(json)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Optional.empty();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(json.length);
            value(parser, first, out);
            return parser.nextToken() == null ? Optional.of(out.toByteArray()) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // What cannot be read was not signed so; the caller refuses it.
            return Optional.empty();
        }
    }

    private void value(JsonParser parser, JsonToken token, ByteArrayOutputStream out) throws IOException {
        switch (token) {
            case START_OBJECT -> object(parser, out);
            case START_ARRAY -> {
                out.write('[');
                String between = "";
                for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                    ascii(between, out);
                    value(parser, item, out);
                    between = ",";
                }
                out.write(']');
            }
            case VALUE_STRING -> string(parser.getText(), out);
            default -> ascii(parser.getText(), out);
        }
    }

    private void object(JsonParser parser, ByteArrayOutputStream out) throws IOException {
        Map<String, byte[]> members = this == SORTED ? new TreeMap<>() : new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            ByteArrayOutputStream member = new ByteArrayOutputStream();
            value(parser, parser.nextToken(), member);
            if (members.put(name, member.toByteArray()) != null) {
                throw new IllegalArgumentException("a repeated name");
            }
        }
        out.write('{');
        String between = "";
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            ascii(between, out);
            string(member.getKey(), out);
            out.write(':');
            out.writeBytes(member.getValue());
            between = ",";
        }
        out.write('}');
    }

    private void string(String text, ByteArrayOutputStream out) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\b' -> escaped.append("\\b");
                case '\f' -> escaped.append("\\f");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '/' -> escaped.append(this == PHP ? "\\/" : "/");
                default -> {
                    if (c < ' ' || (this == PHP && c >= 0x80)) {
                        escaped.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        out.write('"');
        out.writeBytes(escaped.toString().getBytes(StandardCharsets.UTF_8));
        out.write('"');
    }

    private static void ascii(String text, ByteArrayOutputStream out) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
