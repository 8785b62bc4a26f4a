package io.hooklatch.gateway.config;

import io.hooklatch.gateway.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of the file, with its place. What cannot be read is noted as a problem and absent; the reading goes on, so
 * that a file's problems are reported together.
 */
final class Value {
    private final Node node;
    private final Node label;
    private final String path;
    private final Reading reading;

    /** @param label where it is introduced: its name, or the value itself */
    Value(Node node, Node label, String path, Reading reading) {
        this.node = node;
        this.label = label;
        this.path = path;
        this.reading = reading;
    }

    void wrong(String message) {
        reading.wrong(node.getStartMark(), path, message);
    }

    void doubtful(String message) {
        reading.doubtful(node.getStartMark(), path, message);
    }

    /** Read as this kind. */
    <T> Optional<T> as(Kind<T> kind) {
        return read(kind, true);
    }

    /** Read as this kind, without ever quoting it. */
    <T> Optional<T> asUnquoted(Kind<T> kind) {
        return read(kind, false);
    }

    /** Read by a part of the core, whose refusals are whole sentences. */
    <T> Optional<T> asSentence(Function<String, T> parser) {
        return text().flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException e) {
                wrong(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** Read by a part of the core that takes a whole document. */
    <T> Optional<T> asDocument(Function<Map<String, Object>, T> parser) {
        try {
            return Optional.of(parser.apply(PlainData.map(node)));
        } catch (IllegalArgumentException e) {
            wrong(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private <T> Optional<T> read(Kind<T> kind, boolean quoted) {
        // As written: what a reference stands for may be more secret than the setting.
        return asSentence(text -> {
            try {
                return kind.read(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        (quoted ? Texts.quote(written()) : "the value") + " " + e.getMessage(), e);
            }
        });
    }

    /** Whether it is exactly this text. */
    boolean isText(String text) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(text);
    }

    /** A credential: text, a reference to the environment, or {@code file:} and a path. */
    Optional<Secret> secret() {
        return text().flatMap(text -> SecretText.read(text, written(), this, reading));
    }

    /** The text with its references replaced. */
    private Optional<String> text() {
        if (!(node instanceof ScalarNode)) {
            wrong("one value is expected here, not " + shape());
            return Optional.empty();
        }
        if (nothing()) {
            reading.wrong(label.getStartMark(), path, "has no value: give it one, or remove the line");
            return Optional.empty();
        }
        try {
            return Optional.of(new References(reading).expand(written()));
        } catch (IllegalArgumentException e) {
            wrong(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Whether it holds settings rather than one value or a list. */
    boolean hasSettings() {
        return node instanceof MappingNode;
    }

    /** The elements of a list; any other value counts as a list of one. */
    List<Value> items() {
        if (!(node instanceof SequenceNode list)) {
            return List.of(this);
        }
        List<Node> nodes = list.getValue();
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> new Value(nodes.get(i), nodes.get(i), path + "[" + i + "]", reading))
                .toList();
    }

    /** The settings below this one; none, and a problem, when it is something else. */
    Section section() {
        if (node instanceof MappingNode mapping) {
            return new Section(Optional.of(mapping), label, path, reading);
        }
        wrong("settings are expected here, as name: value, not " + shape());
        return new Section(Optional.empty(), label, path, reading);
    }

    private boolean nothing() {
        return node.getTag().equals(Tag.NULL);
    }

    private String written() {
        return ((ScalarNode) node).getValue();
    }

    private String shape() {
        if (node instanceof MappingNode) {
            return "settings";
        }
        return node instanceof SequenceNode ? "a list" : nothing() ? "nothing" : "a single value";
    }
}
