package io.hooklatch.recipe;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an answer of a recipe document. */
final class AnswerDocument {
    private static final int MAX_STATUS = 599;

    private AnswerDocument() {}

    static AnswerRule rule(Fields fields) {
        Map<String, AnswerValue> values = values(fields);
        Optional<Template> text = fields.text("text").map(t -> template(fields.at("text"), t, values.keySet()));
        Optional<Object> json = fields.<Object>items("json", (at, tree) -> tree(at, tree, values.keySet())).stream()
                .findFirst();
        if (text.isPresent() && json.isPresent()) {
            throw new IllegalArgumentException(
                    fields.at("text") + " and json: a body is one of them; leave out the other");
        }
        Map<String, Template> headers = new LinkedHashMap<>();
        fields.<Map<String, ?>>items("headers", Fields::map)
                .forEach(map -> map.forEach((name, value) -> headers.put(
                        From.header(name).name(),
                        template(fields.at("headers") + "." + name, String.valueOf(value), values.keySet()))));
        int status = Math.toIntExact(fields.whole("status").orElse(200L));
        if (status < 200 || status > MAX_STATUS) {
            throw new IllegalArgumentException(
                    fields.at("status") + " is " + status + ": give an HTTP status of 200 or more");
        }
        String type = fields.text("type").orElse(json.isPresent() ? "application/json" : "text/plain; charset=utf-8");
        if (!type.matches("[!-~][ -~]*")) {
            throw new IllegalArgumentException(
                    fields.at("type") + " is no content type: write it in ASCII, as text/plain");
        }
        fields.done();
        return new AnswerRule(status, type, headers, text, json, values);
    }

    private static Map<String, AnswerValue> values(Fields fields) {
        Map<String, AnswerValue> values = new LinkedHashMap<>();
        fields.<Map<String, ?>>items("values", Fields::map)
                .forEach(map -> map.forEach((name, item) -> {
                    String at = fields.at("values") + "." + name;
                    if (!name.matches("[a-z][a-z0-9_]*")) {
                        throw new IllegalArgumentException(
                                at + ": a value's name has lower-case letters, digits and _");
                    }
                    values.put(name, value(new Fields(at, Fields.map(at, item)), new LinkedHashSet<>(values.keySet())));
                }));
        return values;
    }

    /** A value may name those before it, so that none is made of itself. */
    private static AnswerValue value(Fields fields, Set<String> before) {
        List<Source> of = fields.items("of", (at, item) -> source(at, item, before));
        if (of.isEmpty()) {
            throw fields.missing("of", "\"of\": \"query challenge\"");
        }
        Optional<Algorithm> algorithm = fields.choice("algorithm", List.of(Algorithm.values()), Algorithm::text);
        Source key =
                fields.text("key").map(text -> Source.parse(text, Set.of())).orElse(Source.parse("secret", Set.of()));
        boolean secret = key.kind() == Source.Kind.SECRET;
        boolean privateKey =
                algorithm.filter(a -> a.family() == Algorithm.Family.PUBLIC_KEY).isPresent();
        if (!(secret || key.kind() == Source.Kind.OPTION) || (secret && privateKey)) {
            throw new IllegalArgumentException(
                    fields.at("key") + ": write option NAME" + (privateKey ? ", as option private_key" : " or secret"));
        }
        if (algorithm.isEmpty() && of.stream().anyMatch(Source::credential)) {
            throw new IllegalArgumentException(
                    fields.at("of") + " would show a secret to the sender: compute something with an algorithm");
        }
        AnswerValue value = new AnswerValue(
                of,
                algorithm,
                key,
                fields.choice("encoding", List.of(Encoding.values()), Encoding::text)
                        .orElse(Encoding.HEX),
                fields.text("prefix").orElse(""),
                fields.flag("hex_only"));
        fields.done();
        return value;
    }

    private static Source source(String at, Object item, Set<String> values) {
        if (item instanceof Map) {
            Fields fields = new Fields(at, Fields.map(at, item));
            String text = fields.text("text").orElseThrow(() -> fields.missing("text", "{\"text\": \".\"}"));
            fields.done();
            return Source.text(text);
        }
        try {
            return Source.parse(String.valueOf(item), values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
        }
    }

    private static Template template(String at, String text, Set<String> values) {
        try {
            return Template.parse(text, values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
        }
    }

    private static Object tree(String at, Object node, Set<String> values) {
        if (node instanceof Map) {
            Map<String, Object> object = new LinkedHashMap<>();
            Fields.map(at, node).forEach((name, child) -> object.put(name, tree(at + "." + name, child, values)));
            return object;
        }
        if (node instanceof List<?> list) {
            return list.stream().map(child -> tree(at, child, values)).toList();
        }
        return node instanceof String text ? template(at, text, values) : node;
    }
}
