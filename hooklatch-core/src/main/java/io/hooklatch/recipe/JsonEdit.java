package io.hooklatch.recipe;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Puts text into a JSON document and leaves all its other bytes as they are. */
final class JsonEdit {
    private JsonEdit() {}

    /**
     * The document with a string at this pointer: in the place of what is there, else as a new first field of the
     * innermost object that is there.
     *
     * @throws IllegalArgumentException when the document has no object to take it
     */
    static byte[] put(byte[] document, String pointer, String text) {
        List<String> segments = JsonPaths.segments(pointer);
        String quoted = quoted(text);
        for (int depth = segments.size(); depth >= 0; depth--) {
            Optional<JsonRange> range = JsonRange.of(document, segments.subList(0, depth));
            if (range.isEmpty()) {
                continue;
            }
            if (depth == segments.size()) {
                return replaced(document, range.get(), quoted);
            }
            int from = range.get().from();
            if (document[from] == '{') {
                String field = nested(segments.subList(depth, segments.size()), quoted);
                String between = isEmpty(document, range.get()) ? "" : ",";
                return replaced(document, new JsonRange(from + 1, from + 1), field + between);
            }
            break;
        }
        throw new IllegalArgumentException(
                "the body has no place for json " + pointer + ": give a JSON object in UTF-8 that has one");
    }

    /** The document with other bytes in the place of these. */
    static byte[] replaced(byte[] document, JsonRange range, String text) {
        return replaced(document, range, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] replaced(byte[] document, JsonRange range, byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(document.length + bytes.length);
        out.write(document, 0, range.from());
        out.writeBytes(bytes);
        out.write(document, range.to(), document.length - range.to());
        return out.toByteArray();
    }

    private static String nested(List<String> segments, String quoted) {
        String rest = segments.size() == 1 ? quoted : "{" + nested(segments.subList(1, segments.size()), quoted) + "}";
        return quoted(segments.get(0)) + ":" + rest;
    }

    private static boolean isEmpty(byte[] document, JsonRange object) {
        return new String(document, object.from() + 1, object.to() - object.from() - 2, StandardCharsets.UTF_8)
                .isBlank();
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
