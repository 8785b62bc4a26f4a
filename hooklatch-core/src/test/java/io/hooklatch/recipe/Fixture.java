package io.hooklatch.recipe;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request and its expected outcome, from a file under {@code providers/NAME/fixtures}. */
record Fixture(
        String description,
        Request request,
        List<String> secrets,
        Map<String, String> options,
        long nowMillis,
        Map<String, Object> expected) {

    static final List<String> NAMES = List.of("provider_delivery_id", "provider_event_id", "event_type");

    static Fixture parse(String file, String json) {
        Fields fields = new Fields(file, JsonTree.object(file, json));
        Fields request = fields.object("request").orElseThrow();
        Fields expected = fields.object("expected").orElseThrow();
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("signature_valid", expected.has("signature_valid") && expected.flag("signature_valid"));
        expected.text("signature_error_contains").ifPresent(text -> outcome.put("signature_error_contains", text));
        NAMES.forEach(name -> expected.text(name).ifPresent(text -> outcome.put(name, text)));
        Fixture fixture = new Fixture(
                fields.text("description").orElseThrow(),
                request(request),
                request.each("secrets", text -> text),
                options(request),
                request.<BigDecimal>items("now_s", (at, item) -> new BigDecimal(item.toString()))
                        .get(0)
                        .movePointRight(3)
                        .longValue(),
                outcome);
        request.done();
        expected.done();
        fields.done();
        return fixture;
    }

    private static Request request(Fields fields) {
        String target =
                "/webhooks/test" + fields.text("query").map(q -> "?" + q).orElse("");
        byte[] body = fields.text("body_base64")
                .map(text -> Base64.getDecoder().decode(text))
                .orElseGet(() -> fields.text("body").orElse("").getBytes(StandardCharsets.UTF_8));
        return new Request(fields.text("method").orElse("POST"), target, headers(fields), body, "192.0.2.1");
    }

    private static Headers headers(Fields fields) {
        List<Header> lines = new ArrayList<>();
        fields.items("headers", (at, item) -> Fields.map(at, item))
                .get(0)
                .forEach((name, value) -> (value instanceof List<?> several ? several : List.of(value))
                        .forEach(one -> lines.add(new Header(name, asOnTheWire((String) one)))));
        return Headers.of(lines);
    }

    /** A header's text as the characters that its UTF-8 bytes become when each stands for itself. */
    private static String asOnTheWire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> options(Fields request) {
        Map<String, String> options = new LinkedHashMap<>();
        request.<Map<String, ?>>items("provider_options", Fields::map)
                .forEach(map -> map.forEach((name, value) -> options.put(name, value.toString())));
        return options;
    }

    Fixture withRequest(Request other) {
        return new Fixture(description, other, secrets, options, nowMillis, expected);
    }

    Fixture withSecrets(List<String> others) {
        return new Fixture(description, request, others, options, nowMillis, expected);
    }

    Fixture expecting(String name, Object value) {
        Map<String, Object> other = new LinkedHashMap<>(expected);
        other.put(name, value);
        return new Fixture(description, request, secrets, options, nowMillis, other);
    }

    /** Every difference between what is expected and what the recipe makes of the request. */
    List<String> differences(Recipe recipe) {
        Verifier verifier = recipe.verifier(secrets, options);
        Verdict verdict = verifier.verify(request, nowMillis);
        Names names = verifier.names(request);
        List<String> differences = new ArrayList<>();
        compare("signature_valid", verdict.accepted(), differences);
        String error = (String) expected.getOrDefault("signature_error_contains", "");
        if (!verdict.detail().contains(error)) {
            differences.add("signature_error_contains: expected \"" + error + "\", was \"" + verdict.detail() + "\"");
        }
        List<Optional<String>> found = List.of(names.deliveryId(), names.eventId(), names.eventType());
        for (int i = 0; i < NAMES.size(); i++) {
            compare(NAMES.get(i), found.get(i).orElse("(absent)"), differences);
        }
        return differences;
    }

    private void compare(String name, Object was, List<String> differences) {
        Object wanted = expected.get(name);
        if (wanted != null && !wanted.equals(was)) {
            differences.add(name + ": expected " + wanted + ", was " + was);
        }
    }
}
