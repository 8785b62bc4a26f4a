package io.hooklatch.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A part of the file as maps, lists, texts, whole numbers and truth values, for a reader that knows no YAML. */
final class PlainData {
    /** Deeper than any document, and the end of an alias that leads into itself. */
    private static final int MAX_DEPTH = 20;

    private PlainData() {}

    /**
     * The settings of a mapping.
     *
     * @throws IllegalArgumentException when it is none, has a name twice or is nested too deeply
     */
    static Map<String, Object> map(Node node) {
        if (node instanceof MappingNode mapping) {
            return map(mapping, 0);
        }
        throw new IllegalArgumentException("a recipe is written as settings, not as a single value");
    }

    private static Map<String, Object> map(MappingNode mapping, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (NodeTuple setting : mapping.getValue()) {
            if (!(setting.getKeyNode() instanceof ScalarNode name)) {
                throw new IllegalArgumentException("a setting begins with its name");
            }
            if (map.put(name.getValue(), of(setting.getValueNode(), depth + 1)) != null) {
                throw new IllegalArgumentException(Texts.quote(name.getValue()) + " is set twice");
            }
        }
        return map;
    }

    private static Object of(Node node, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("it is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (node instanceof MappingNode mapping) {
            return map(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.getValue().forEach(item -> list.add(of(item, depth + 1)));
            return list;
        }
        return scalar((ScalarNode) node);
    }

    /** As JSON has it: what is in quotes is text. */
    private static Object scalar(ScalarNode node) {
        String text = node.getValue();
        if (node.getTag().equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
            return text.equals("true");
        }
        if (node.getTag().equals(Tag.INT) && text.matches("-?[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        return text;
    }
}
