package io.hooklatch.recipe;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads fixture files strictly: what is not of their schema is an error. */
final class FixtureDocument {
    private static final String TARGET = "/webhooks/test";

    private FixtureDocument() {}

    static Fixture fixture(String file, String json) {
        Fields fields = new Fields(file, JsonTree.object(file, json));
        String description = fields.text("description")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> fields.missing("description", "\"description\": \"A signed request is accepted.\""));
        Fields request = fields.required(fields.object("request"), "request", "\"request\": {...}");
        Fields expected =
                fields.required(fields.object("expected"), "expected", "\"expected\": {\"signature_valid\": true}");
        Fixture fixture = new Fixture(
                description,
                request(request),
                request.texts("secrets"),
                options(request),
                now(request),
                expected(expected));
        request.done();
        expected.done();
        fields.done();
        return fixture;
    }

    private static Map<String, Object> expected(Fields fields) {
        Map<String, Object> expected = new LinkedHashMap<>();
        for (Expectation expectation : Expectation.values()) {
            fields.plain(expectation.field(), expectation.type(), expectation.form())
                    .ifPresent(value -> expected.put(expectation.field(), value));
        }
        if (!expected.containsKey(Expectation.SIGNATURE_VALID.field())) {
            throw fields.missing("signature_valid", "\"signature_valid\": true");
        }
        return expected;
    }

    private static Request request(Fields fields) {
        if (fields.has("body") && fields.has("body_base64")) {
            throw new IllegalArgumentException(fields.at("body_base64") + " is given beside body: keep one of the two");
        }
        byte[] body = fields.text("body_base64")
                .map(text -> base64(fields.at("body_base64"), text))
                .orElseGet(() -> fields.text("body", "").getBytes(StandardCharsets.UTF_8));
        return new Request(fields.text("method", "POST"), target(fields), headers(fields), body, "192.0.2.1");
    }

    /** Where it was sent, as the request line has it. */
    private static String target(Fields fields) {
        Optional<String> url = fields.text("url");
        Optional<String> query = fields.text("query");
        String target = url.map(text -> target(fields.at("url"), text)).orElse(TARGET);
        if (query.isPresent() && target.contains("?")) {
            throw new IllegalArgumentException(fields.at("query") + " is given twice: url has a query of its own");
        }
        return target + query.map(text -> "?" + text).orElse("");
    }

    private static String target(FieldPath at, String url) {
        if (!url.matches("https?://[^/?#\\s]+([/?][^#\\s]*)?")) {
            throw new IllegalArgumentException(
                    at + " is \"" + url + "\": give an absolute URL, such as https://shop.example/webhooks");
        }
        String target = url.substring(url.indexOf("://") + 3).replaceFirst("^[^/?]+", "");
        return target.startsWith("/") ? target : "/" + target;
    }

    private static byte[] base64(FieldPath at, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + " is no base64: " + e.getMessage(), e);
        }
    }

    private static Headers headers(Fields fields) {
        List<Header> lines = new ArrayList<>();
        fields.object("headers").ifPresent(headers -> {
            for (String name : headers.names()) {
                headers.texts(name).forEach(value -> lines.add(new Header(name, asOnTheWire(value))));
            }
        });
        return Headers.of(lines);
    }

    /** A header's text as the characters that its UTF-8 bytes become when each stands for itself. */
    private static String asOnTheWire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static long now(Fields request) {
        Number now = request.plain("now_s", Number.class, "a number of seconds")
                .orElseThrow(() -> request.missing("now_s", "\"now_s\": 1760000002"));
        return new BigDecimal(now.toString()).movePointRight(3).longValue();
    }

    private static Map<String, String> options(Fields request) {
        Map<String, String> options = new LinkedHashMap<>();
        request.object("provider_options")
                .ifPresent(given -> given.names()
                        .forEach(name -> given.plain(name, Object.class, "a value")
                                .ifPresent(value ->
                                        options.put(name, value instanceof String text ? text : JsonText.of(value)))));
        return options;
    }
}
