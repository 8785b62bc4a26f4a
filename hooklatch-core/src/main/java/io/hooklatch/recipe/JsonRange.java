package io.hooklatch.recipe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a value of a JSON document stands among its bytes: from its first byte to the one after its last, quotes and
 * brackets included. The document must be UTF-8; of repeated keys the first decides, as for {@link JsonPaths}.
 */
record JsonRange(int from, int to) {
    /** The value at these segments of a pointer, none for the document itself; absent when there is none. */
    static Optional<JsonRange> of(byte[] document, List<String> segments) {
        try (JsonParser parser = JsonPaths.parser(document)) {
            JsonToken token = parser.nextToken();
            for (String segment : segments) {
                if (!enter(parser, segment)) {
                    return Optional.empty();
                }
                token = parser.currentToken();
            }
            return token == null ? Optional.empty() : here(parser, token);
        } catch (IOException | RuntimeException e) {
            // A document that cannot be read has no values; that is the answer, not an error.
            return Optional.empty();
        }
    }

    /**
     * The elements of the array at this pointer, the empty one for the document itself; absent when there is no whole array,
     * or when it has more than this many.
     */
    static Optional<List<JsonRange>> elements(byte[] document, String pointer, int most) {
        List<JsonRange> elements = new ArrayList<>();
        try (JsonParser parser = JsonPaths.parser(document)) {
            parser.nextToken();
            for (String segment : pointer.isEmpty() ? List.<String>of() : JsonPaths.segments(pointer)) {
                if (!enter(parser, segment)) {
                    return Optional.empty();
                }
            }
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                Optional<JsonRange> element = here(parser, token);
                if (element.isEmpty() || elements.size() == most) {
                    return Optional.empty();
                }
                elements.add(element.get());
            }
        } catch (IOException | RuntimeException e) {
            // A document that cannot be read has no array; that is the answer, not an error.
            return Optional.empty();
        }
        return Optional.of(elements);
    }

    /** The bytes that stand here. */
    byte[] in(byte[] document) {
        return Arrays.copyOfRange(document, from, to);
    }

    private static Optional<JsonRange> here(JsonParser parser, JsonToken token) throws IOException {
        long from = parser.currentTokenLocation().getByteOffset();
        if (token.isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        long to = parser.currentLocation().getByteOffset();
        // Other encodings than UTF-8 are counted in characters.
        return from < 0 || to <= from ? Optional.empty() : Optional.of(new JsonRange((int) from, (int) to));
    }

    private static boolean enter(JsonParser parser, String segment) throws IOException {
        boolean array = parser.currentToken() == JsonToken.START_ARRAY;
        if (!array && parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        int index = 0;
        for (JsonToken next = parser.nextToken(); next != null && !next.isStructEnd(); next = parser.nextToken()) {
            String name = array ? Integer.toString(index++) : parser.currentName();
            if (!array) {
                parser.nextToken();
            }
            if (segment.equals(name)) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
