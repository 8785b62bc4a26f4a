package io.hooklatch.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the scalars at several JSON pointers (RFC 6901) in one pass over a document, keeping nothing else.
 *
 * <p>Of repeated keys the first decides. What is broken ends the reading: values before it are kept, later ones are
 * absent. The document must be UTF-8, UTF-16 or UTF-32, with or without a byte order mark (RFC 8259, section 8.1).
 */
final class JsonPaths {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(512)
                    .maxTokenCount(5_000_000)
                    .build())
            .build();

    private final Node root = new Node();
    private final int size;

    /** Pointers in the order in which {@link #read} gives their values. */
    JsonPaths(List<String> pointers) {
        size = pointers.size();
        for (int slot = 0; slot < size; slot++) {
            Node node = root;
            for (String segment : segments(pointers.get(slot))) {
                node = node.childOrNew(segment);
            }
            node.slot = slot;
        }
    }

    /**
     * The text of the string, number or boolean at each pointer, numbers as they are written and null as an empty string;
     * null where there is none of these.
     */
    @Nullable
    String[] read(byte[] document) {
        @Nullable String[] values = new @Nullable String[size];
        try (JsonParser parser = parser(document)) {
            JsonToken first = parser.nextToken();
            if (first != null) {
                new Walk(parser, values).node(root, first);
            }
        } catch (IOException | RuntimeException e) {
            // A document that cannot be read has no values; that is the answer, not an error.
            return values;
        }
        return values;
    }

    /** A parser with the limits of all parsers here. */
    static JsonParser parser(byte[] document) throws IOException {
        return FACTORY.createParser(document);
    }

    /**
     * The decoded segments of a pointer below the root.
     *
     * @throws IllegalArgumentException when it is none
     */
    static List<String> segments(String pointer) {
        check(pointer);
        List<String> segments = new ArrayList<>();
        for (String segment : pointer.substring(1).split("/", -1)) {
            segments.add(segment.replace("~1", "/").replace("~0", "~"));
        }
        return segments;
    }

    /**
     * Refuses what is no pointer below the root.
     *
     * @throws IllegalArgumentException naming the fix
     */
    static void check(String pointer) {
        if (pointer.length() < 2 || pointer.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "JSON pointer \"" + pointer + "\": begin with / and name a field, as in /data/id");
        }
        for (int at = pointer.indexOf('~'); at >= 0; at = pointer.indexOf('~', at + 1)) {
            char next = at + 1 < pointer.length() ? pointer.charAt(at + 1) : ' ';
            if (next != '0' && next != '1') {
                throw new IllegalArgumentException(
                        "JSON pointer \"" + pointer + "\": write ~ as ~0 and / within a name as ~1");
            }
        }
    }

    private static final class Node {
        private final List<String> names = new ArrayList<>();
        private final List<Node> children = new ArrayList<>();
        private int slot = -1;

        Node childOrNew(String name) {
            int known = names.indexOf(name);
            if (known >= 0) {
                return children.get(known);
            }
            if (names.size() == Long.SIZE) {
                throw new IllegalArgumentException("more than 64 JSON pointers begin alike: use fewer");
            }
            names.add(name);
            children.add(new Node());
            return children.get(children.size() - 1);
        }
    }

    /** One reading; recursion is as deep as the longest pointer, never as the document. */
    private static final class Walk {
        private final JsonParser parser;
        private final @Nullable String[] values;
        private int missing;

        Walk(JsonParser parser, @Nullable String[] values) {
            this.parser = parser;
            this.values = values;
            this.missing = values.length;
        }

        void node(Node node, JsonToken token) throws IOException {
            if (node.slot >= 0 && token.isScalarValue()) {
                values[node.slot] = token == JsonToken.VALUE_NULL ? "" : parser.getText();
                missing--;
            } else if (node.names.isEmpty()) {
                parser.skipChildren();
            } else if (token == JsonToken.START_OBJECT) {
                object(node);
            } else if (token == JsonToken.START_ARRAY) {
                array(node);
            }
        }

        private void object(Node node) throws IOException {
            long seen = 0;
            for (String name = parser.nextFieldName(); name != null && missing > 0; name = parser.nextFieldName()) {
                int child = node.names.indexOf(name);
                JsonToken value = parser.nextToken();
                if (child < 0 || (seen & (1L << child)) != 0) {
                    parser.skipChildren();
                } else {
                    seen |= 1L << child;
                    node(node.children.get(child), value);
                }
            }
        }

        private void array(Node node) throws IOException {
            int index = 0;
            for (JsonToken value = parser.nextToken();
                    value != JsonToken.END_ARRAY && missing > 0;
                    value = parser.nextToken()) {
                int child = node.names.indexOf(Integer.toString(index++));
                if (child < 0) {
                    parser.skipChildren();
                } else {
                    node(node.children.get(child), value);
                }
            }
        }
    }
}
