package io.hooklatch.gateway.config;

import io.hooklatch.recipe.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Settings by name. A name that was never asked for until {@link #end()} is a problem. */
final class Section {
    private final Node place;
    private final String path;
    private final Reading reading;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Node> names = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    /** @param place where a missing setting is reported */
    Section(Optional<MappingNode> mapping, Node place, String path, Reading reading) {
        this.place = place;
        this.path = path;
        this.reading = reading;
        mapping.ifPresent(settings -> settings.getValue().forEach(this::add));
    }

    private void add(NodeTuple setting) {
        Node key = setting.getKeyNode();
        if (!(key instanceof ScalarNode scalar)) {
            reading.wrong(key.getStartMark(), path, "a setting begins with its name");
            return;
        }
        String name = scalar.getValue();
        Value value = new Value(setting.getValueNode(), key, below(name), reading);
        if (values.putIfAbsent(name, value) == null) {
            names.put(name, key);
        } else {
            reading.wrong(key.getStartMark(), below(name), "is set twice: remove one of the two");
        }
    }

    private String below(String name) {
        String shown = name.matches("[A-Za-z0-9._-]{1,64}") ? name : Texts.quote(name);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    /** The value with this name, when the file has it. */
    Optional<Value> get(String name) {
        known.add(name);
        return Optional.ofNullable(values.get(name));
    }

    /** The value with this name read as this kind, else the default. */
    <T> T get(String name, Kind<T> kind, T otherwise) {
        return get(name).flatMap(value -> value.as(kind)).orElse(otherwise);
    }

    /** The value with this name; when the file lacks it that is a problem. */
    Optional<Value> required(String name, String example) {
        Optional<Value> value = get(name);
        if (value.isEmpty()) {
            wrong(name + " is missing: write " + example);
        }
        return value;
    }

    /** The elements of a list, or the single value; empty when the file has neither. */
    List<Value> list(String name) {
        return get(name).map(Value::items).orElse(List.of());
    }

    /** The settings below a name; an empty section when the file has none. */
    Section section(String name) {
        return get(name)
                .map(Value::section)
                .orElseGet(() -> new Section(Optional.empty(), place, below(name), reading));
    }

    /** All values, for a section whose names are the user's own. */
    Map<String, Value> entries() {
        known.addAll(values.keySet());
        return values;
    }

    /** A problem of the section as a whole. */
    void wrong(String message) {
        reading.wrong(place.getStartMark(), path, message);
    }

    /** A problem of one of its names. */
    void wrong(String name, String message) {
        Node key = names.getOrDefault(name, place);
        reading.wrong(key.getStartMark(), below(name), message);
    }

    /** Something doubtful about the section as a whole. */
    void doubtful(String message) {
        reading.doubtful(place.getStartMark(), path, message);
    }

    void doubtful(String name, String message) {
        Node key = names.getOrDefault(name, place);
        reading.doubtful(key.getStartMark(), below(name), message);
    }

    /** Reports the names that nobody asked for. */
    void end() {
        List<String> unknown = new ArrayList<>(values.keySet());
        unknown.removeAll(known);
        for (String name : unknown) {
            wrong(name, "unknown setting: " + Nearest.hint(name, known));
        }
    }
}
