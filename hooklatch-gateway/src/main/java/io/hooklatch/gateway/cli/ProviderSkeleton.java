package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Recipe;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The files that a provider begins with: a usual recipe, and fixtures that its signer made. */
final class ProviderSkeleton {
    private static final String SECRET = "a-made-up-secret";
    private static final long NOW_S = 1_760_000_000;
    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"order.paid\",\"amount\":42}";

    private final String name;
    private final String recipe;

    ProviderSkeleton(String name) {
        this.name = name;
        this.recipe = """
                {
                  "signature": {
                    "in": "header x-%1$s-signature",
                    "prefix": "sha256=",
                    "encoding": "hex",
                    "algorithm": "hmac-sha256",
                    "signs": ["timestamp", {"text": "."}, "body"]
                  },
                  "timestamp": {"in": "header x-%1$s-timestamp", "unit": "s", "tolerance_s": 300},
                  "event_id": "json /id",
                  "event_type": "json /type"
                }
                """.formatted(name);
    }

    /** The texts of the files by their paths in the provider's directory. */
    Map<String, String> files() {
        Request valid = Recipe.parse(name, recipe)
                .signer(SECRET, Map.of())
                .sign(
                        Request.post("/", Headers.of("content-type", "application/json"), BODY),
                        Names.none(),
                        NOW_S * 1000);
        Request tampered = valid.withBody(BODY.replace("42", "43").getBytes(StandardCharsets.UTF_8));
        Request unsigned = valid.withHeaders(valid.headers().without("x-" + name + "-signature"));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("metadata.json", """
                {
                  "name": "%1$s",
                  "version": "1.0.0",
                  "support_tier": "community",
                  "description": "Verifies X-%1$s-Signature (HMAC-SHA256, hexadecimal, prefix sha256=) over the timestamp, a dot and the body. Extracts the event id and the type from the body. An event is recognised by its id, which is signed.",
                  "upstream_docs_url": "https://example.com/the-page-of-%1$s"
                }
                """.formatted(name));
        files.put("recipe.json", recipe);
        files.put("fixtures/valid.json", fixture("A signed request is accepted.", valid, NOW_S, ""));
        files.put(
                "fixtures/tampered_body.json",
                fixture("A changed body is refused.", tampered, NOW_S, name + " signature mismatch"));
        files.put(
                "fixtures/missing_signature.json",
                fixture("A request without a signature is refused.", unsigned, NOW_S, "missing signature header"));
        files.put(
                "fixtures/stale.json",
                fixture("An old request is refused.", valid, NOW_S + 301, "timestamp outside tolerance: 301 s old"));
        return files;
    }

    private static String fixture(String description, Request request, long now, String error) {
        String headers = StreamSupport.stream(request.headers().spliterator(), false)
                .map(line -> "      " + OneLine.quote(line.name()) + ": " + OneLine.quote(line.value()))
                .collect(Collectors.joining(",\n"));
        return """
                {
                  "description": %s,
                  "request": {
                    "headers": {
                %s
                    },
                    "body": %s,
                    "secrets": [%s],
                    "now_s": %d
                  },
                  "expected": {
                    "signature_valid": %s,%s
                    "provider_event_id": "evt_1",
                    "event_type": "order.paid"
                  }
                }
                """.formatted(
                        OneLine.quote(description),
                        headers,
                        OneLine.quote(new String(request.body(), StandardCharsets.UTF_8)),
                        OneLine.quote(SECRET),
                        now,
                        error.isEmpty(),
                        error.isEmpty() ? "" : "\n    \"signature_error_contains\": " + OneLine.quote(error) + ",");
    }
}
