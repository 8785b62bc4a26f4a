package io.hooklatch.diagnosis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads JSON into what is needed to write it otherwise: numbers as they stand, keys in their order, repeats and all. */
final class JsonText {
    private static final int MOST_TOKENS = 60_000;
    private static final int DEEPEST = 200;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            .build();

    /** A piece of a document. */
    sealed interface Node {
        record Members(List<Map.Entry<String, Node>> members) implements Node {}

        record Items(List<Node> items) implements Node {}

        record Text(String text) implements Node {}

        /** A number as it was written, a boolean or null. */
        record Literal(String text) implements Node {}
    }

    private JsonText() {}

    /** The object or list that is the whole document; absent for anything else, and for what is too large. */
    static Optional<Node> document(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            Node node = node(parser);
            return parser.nextToken() == null ? Optional.of(node) : Optional.empty();
        } catch (IOException e) {
            // No JSON, or more of it than is worth the memory.
            return Optional.empty();
        }
    }

    /** The text of a document that is one string. */
    static Optional<String> string(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(body)) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
        } catch (IOException e) {
            // No JSON.
            return Optional.empty();
        }
    }

    /** Whether a document is right as far as it goes, and ends too early. */
    static boolean endsEarly(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(body)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
            return false;
        } catch (JsonEOFException e) {
            return body.length > 0;
        } catch (IOException e) {
            // Wrong in another way.
            return false;
        }
    }

    private static Node node(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                List<Map.Entry<String, Node>> members = new ArrayList<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    members.add(Map.entry(name, node(parser)));
                }
                yield new Node.Members(members);
            }
            case START_ARRAY -> {
                List<Node> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(parser));
                }
                yield new Node.Items(items);
            }
            case VALUE_STRING -> new Node.Text(parser.getText());
            default -> new Node.Literal(parser.getText());
        };
    }
}
