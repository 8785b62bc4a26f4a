package io.hooklatch.recipe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hooklatch.message.Element;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where the elements of one array stand in a JSON document, in one pass that ends with the array. Immutable.
 *
 * <p>Of repeated keys the first decides, as for {@link JsonPaths}. The document must be UTF-8, with or without a byte
 * order mark (RFC 8259, section 8.1): in other encodings an element's bytes would mean nothing by themselves.
 */
final class ElementPlaces {
    private final List<String> segments;

    /**
     * @param pointer of the array (RFC 6901); the empty one is the document itself
     * @throws IllegalArgumentException when it is none
     */
    ElementPlaces(String pointer) {
        segments = pointer.isEmpty() ? List.of() : JsonPaths.segments(pointer);
    }

    /**
     * Where they stand. One more than {@link Element#MOST} would be too many: then the reading ends and there are none.
     *
     * @param elements in their order
     */
    record Found(List<Element> elements, boolean tooMany) {}

    /** The elements; absent when the array is not there, is no array, or does not end. */
    Optional<Found> find(byte[] document) {
        try (JsonParser parser = JsonPaths.parser(document)) {
            return enter(parser) ? elements(parser) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // A document that cannot be read has no array; that is the answer, not an error.
            return Optional.empty();
        }
    }

    /** Goes to the first token of the array. */
    private boolean enter(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        for (String segment : segments) {
            boolean found = token == JsonToken.START_OBJECT
                    ? field(parser, segment)
                    : token == JsonToken.START_ARRAY && item(parser, segment);
            if (!found) {
                return false;
            }
            token = parser.currentToken();
        }
        return token == JsonToken.START_ARRAY;
    }

    private static boolean field(JsonParser parser, String wanted) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals(wanted)) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static boolean item(JsonParser parser, String wanted) throws IOException {
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (Integer.toString(index++).equals(wanted)) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static Optional<Found> elements(JsonParser parser) throws IOException {
        List<Element> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (elements.size() == Element.MOST) {
                return Optional.of(new Found(List.of(), true));
            }
            long from = parser.currentTokenLocation().getByteOffset();
            if (token.isStructStart()) {
                parser.skipChildren();
            } else {
                parser.finishToken();
            }
            long end = parser.currentLocation().getByteOffset();
            if (from < 0 || end <= from) {
                return Optional.empty(); // counted in characters: another encoding than UTF-8
            }
            elements.add(new Element(elements.size(), (int) from, (int) (end - from)));
        }
        return Optional.of(new Found(elements, false));
    }
}
