package io.hooklatch.recipe;

import java.util.ArrayList;
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
        Optional<String> given = fields.text("text");
        Optional<Template> text = given.isEmpty()
                ? Optional.empty()
                : Optional.of(template(fields.at("text"), given.get(), values.keySet()));
        List<?> trees = fields.items("json");
        Optional<Object> json = trees.isEmpty()
                ? Optional.empty()
                : Optional.of(tree(fields.at("json"), trees.get(0), values.keySet()));
        if (text.isPresent() && json.isPresent()) {
            throw new IllegalArgumentException(
                    fields.at("text") + " and json: a body is one of them; leave out the other");
        }
        Map<String, Template> headers = new LinkedHashMap<>();
        for (Fields lines : fields.objects("headers")) {
            for (Map.Entry<String, ?> line : lines.values().entrySet()) {
                String name = From.header(line.getKey()).name();
                headers.put(name, template(lines.at(line.getKey()), String.valueOf(line.getValue()), values.keySet()));
            }
        }
        int status = Math.toIntExact(fields.whole("status").orElse(200L));
        if (status < 200 || status > MAX_STATUS) {
            throw new IllegalArgumentException(
                    fields.at("status") + " is " + status + ": give an HTTP status of 200 or more");
        }
        String type = fields.text("type").orElse(json.isPresent() ? "application/json" : "text/plain; charset=utf-8");
        if (!isContentType(type)) {
            throw new IllegalArgumentException(
                    fields.at("type") + " is no content type: write it in ASCII, as text/plain");
        }
        fields.done();
        return new AnswerRule(status, type, headers, text, json, values);
    }

    private static boolean isContentType(String type) {
        for (int i = 0; i < type.length(); i++) {
            if (type.charAt(i) < ' ' || type.charAt(i) > '~') {
                return false;
            }
        }
        return !type.isEmpty() && type.charAt(0) != ' ';
    }

    private static Map<String, AnswerValue> values(Fields fields) {
        Map<String, AnswerValue> values = new LinkedHashMap<>();
        for (Fields named : fields.objects("values")) {
            for (Map.Entry<String, ?> one : named.values().entrySet()) {
                FieldPath at = named.at(one.getKey());
                if (!Source.isName(one.getKey())) {
                    throw new IllegalArgumentException(at + ": a value's name has lower-case letters, digits and _");
                }
                Fields value = new Fields(at, Fields.map(at, one.getValue()));
                values.put(one.getKey(), value(value, new LinkedHashSet<>(values.keySet())));
            }
        }
        return values;
    }

    /** A value may name those before it, so that none is made of itself. */
    private static AnswerValue value(Fields fields, Set<String> before) {
        List<Source> of = new ArrayList<>();
        for (Object item : fields.items("of")) {
            of.add(source(fields.at("of"), item, before));
        }
        if (of.isEmpty()) {
            throw fields.missing("of", "\"of\": \"query challenge\"");
        }
        Optional<Algorithm> algorithm = fields.choice("algorithm", Algorithm.BY_TEXT);
        Source key = Source.parse(fields.text("key", "secret"), Set.of());
        boolean secret = key.kind() == Source.Kind.SECRET;
        boolean privateKey = algorithm.isPresent() && algorithm.get().family() == Algorithm.Family.PUBLIC_KEY;
        if (!(secret || key.kind() == Source.Kind.OPTION) || (secret && privateKey)) {
            throw new IllegalArgumentException(
                    fields.at("key") + ": write option NAME" + (privateKey ? ", as option private_key" : " or secret"));
        }
        if (algorithm.isEmpty() && shows(of)) {
            throw new IllegalArgumentException(
                    fields.at("of") + " would show a secret to the sender: compute something with an algorithm");
        }
        AnswerValue value = new AnswerValue(
                of,
                algorithm,
                key,
                fields.choice("encoding", Encoding.BY_TEXT).orElse(Encoding.HEX),
                fields.text("prefix", ""),
                fields.flag("hex_only"));
        fields.done();
        return value;
    }

    private static boolean shows(List<Source> sources) {
        for (Source source : sources) {
            if (source.credential()) {
                return true;
            }
        }
        return false;
    }

    private static Source source(FieldPath at, Object item, Set<String> values) {
        if (item instanceof Map) {
            Fields fields = new Fields(at, Fields.map(at, item));
            String text = fields.required(fields.text("text"), "text", "{\"text\": \".\"}");
            fields.done();
            return Source.text(text);
        }
        try {
            return Source.parse(String.valueOf(item), values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
        }
    }

    private static Template template(FieldPath at, String text, Set<String> values) {
        try {
            return Template.parse(text, values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
        }
    }

    private static Object tree(FieldPath at, Object node, Set<String> values) {
        if (node instanceof Map) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (Map.Entry<String, ?> pair : Fields.map(at, node).entrySet()) {
                object.put(pair.getKey(), tree(at.field(pair.getKey()), pair.getValue(), values));
            }
            return object;
        }
        if (node instanceof List<?> list) {
            List<Object> trees = new ArrayList<>(list.size());
            for (Object child : list) {
                trees.add(tree(at, child, values));
            }
            return List.copyOf(trees);
        }
        return node instanceof String text ? template(at, text, values) : node;
    }
}
