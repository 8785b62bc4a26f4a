package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Broken requests whose cause is known: one file of JSON lines for each sender. */
final class Corpus {
    /**
     * One broken request.
     *
     * @param where file and line
     * @param cause what was done to it
     */
    record Case(String where, Cause cause, String note, Refusal refusal) {}

    private Corpus() {}

    static List<String> senders() {
        return text("index.txt").lines().toList();
    }

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (String sender : senders()) {
            List<String> lines = text(sender + ".jsonl").lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                cases.add(read(sender + ":" + (i + 1), lines.get(i)));
            }
        }
        return cases;
    }

    private static Case read(String where, String json) {
        Map<?, ?> line = (Map<?, ?>) plain(JsonText.document(json.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException(where + " is no JSON")));
        Setup here = setup(line);
        List<Setup> elsewhere = list(line, "elsewhere").stream()
                .map(other -> setup((Map<?, ?>) other))
                .toList();
        Request request = request((Map<?, ?>) line.get("request"));
        long receivedAt = Long.parseLong(String.valueOf(line.get("received_at")));
        Cause cause = Cause.valueOf(
                String.valueOf(line.get("cause")).toUpperCase(Locale.ROOT).replace('-', '_'));
        return new Case(
                where,
                cause,
                String.valueOf(line.get("note")),
                new Refusal(
                        here,
                        elsewhere,
                        request,
                        here.recipe().verifier(here.secrets(), here.options()).verify(request, receivedAt),
                        receivedAt));
    }

    private static Setup setup(Map<?, ?> line) {
        String name = String.valueOf(line.get("provider"));
        Recipe recipe = line.get("recipe") instanceof Map<?, ?> own
                ? Recipe.of(name, strings(own))
                : Catalogue.standard().find(name).orElseThrow(() -> new IllegalStateException("no provider " + name));
        Map<String, String> options = new LinkedHashMap<>();
        if (line.get("options") instanceof Map<?, ?> given) {
            given.forEach((option, value) -> options.put(String.valueOf(option), String.valueOf(value)));
        }
        return new Setup(
                String.valueOf(line.get("endpoint")), recipe, texts(line, "secrets"), texts(line, "retired"), options);
    }

    private static Request request(Map<?, ?> fields) {
        List<Header> lines = new ArrayList<>();
        for (Object pair : list(fields, "headers")) {
            List<?> nameAndValue = (List<?>) pair;
            String value = String.valueOf(nameAndValue.get(1));
            byte[] wire = value.getBytes(StandardCharsets.UTF_8);
            lines.add(new Header(String.valueOf(nameAndValue.get(0)), new String(wire, StandardCharsets.ISO_8859_1)));
        }
        byte[] body = fields.get("body_base64") instanceof String packed
                ? Base64.getDecoder().decode(packed)
                : String.valueOf(fields.get("body")).getBytes(StandardCharsets.UTF_8);
        return new Request(
                String.valueOf(fields.get("method")),
                String.valueOf(fields.get("target")),
                Headers.of(lines),
                body,
                "192.0.2.1");
    }

    private static List<?> list(Map<?, ?> map, String name) {
        return map.get(name) instanceof List<?> list ? list : List.of();
    }

    private static List<String> texts(Map<?, ?> map, String name) {
        return list(map, name).stream().map(String::valueOf).toList();
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> strings = new LinkedHashMap<>();
        map.forEach((name, value) -> strings.put(String.valueOf(name), value));
        return strings;
    }

    private static Object plain(JsonText.Node node) {
        if (node instanceof JsonText.Node.Members object) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.members().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
            return map;
        }
        if (node instanceof JsonText.Node.Items list) {
            return list.items().stream().map(Corpus::plain).toList();
        }
        if (node instanceof JsonText.Node.Text text) {
            return text.text();
        }
        String literal = ((JsonText.Node.Literal) node).text();
        return literal.matches("-?[0-9]+") ? (Object) Long.valueOf(literal) : (Object) Boolean.valueOf(literal);
    }

    private static String text(String file) {
        try (InputStream stream = Corpus.class.getResourceAsStream("corpus/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("the corpus has no " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
