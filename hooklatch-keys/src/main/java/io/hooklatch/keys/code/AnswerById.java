package io.hooklatch.keys.code;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.hooklatch.keys.fetch.KeyFetcher;
import io.hooklatch.keys.fetch.KeyRequest;
import io.hooklatch.keys.source.Jwks;
import io.hooklatch.keys.source.NamedKey;
import io.hooklatch.keys.source.PemKeys;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks a provider's API for one key by its id, with the credential of the endpoint. */
final class AnswerById {
    private final KeysRule rule;
    private final String url;
    private final String credential;
    private final KeyFetcher fetcher;

    AnswerById(KeysRule rule, String url, String credential, KeyFetcher fetcher) {
        this.rule = rule;
        this.url = url;
        this.credential = credential;
        this.fetcher = fetcher;
        boolean pair =
                rule.authorization().equals("OAuth") || rule.authorization().equals("body");
        if (pair && credential.indexOf(':') < 1) {
            throw new IllegalArgumentException("secret 1 is no CLIENT-ID:SECRET: write both with a colon between");
        }
    }

    CompletionStage<List<NamedKey>> fetch(String id) {
        return switch (rule.authorization()) {
            case "Bearer" -> asked(id, "Bearer " + credential);
            case "OAuth" -> token().thenCompose(token -> asked(id, "Bearer " + token));
            case "body" ->
                fetcher.fetch(new KeyRequest(
                                "POST", url(""), Map.of("Content-Type", "application/json"), Json.write(body(id))))
                        .thenApply(answer -> keys(id, answer));
            default -> asked(id, "");
        };
    }

    private CompletionStage<List<NamedKey>> asked(String id, String authorization) {
        Map<String, String> headers = authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization);
        return fetcher.fetch(new KeyRequest("GET", url(id), headers, new byte[0]))
                .thenApply(answer -> keys(id, answer));
    }

    private URI url(String id) {
        return URI.create(url.replace("{id}", id));
    }

    private Map<String, String> body(String id) {
        int colon = credential.indexOf(':');
        return Map.of(
                "client_id", credential.substring(0, colon),
                "secret", credential.substring(colon + 1),
                "key_id", id);
    }

    /** An access token by client credentials (RFC 6749, section 4.4), for one use: keys are cached for longer. */
    private CompletionStage<String> token() {
        String basic = "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
        String form = "grant_type=client_credentials&scope=" + URLEncoder.encode(rule.scope(), StandardCharsets.UTF_8);
        return fetcher.fetch(new KeyRequest(
                        "POST",
                        url("").resolve(rule.tokenUrl()),
                        Map.of("Authorization", basic, "Content-Type", "application/x-www-form-urlencoded"),
                        form.getBytes(StandardCharsets.US_ASCII)))
                .thenCompose(answer -> Json.object(answer)
                        .flatMap(object -> Json.at(object, "/access_token"))
                        .map(CompletableFuture::completedStage)
                        .orElseGet(() -> CompletableFuture.failedStage(
                                new IllegalArgumentException("the answer holds no access token"))));
    }

    private List<NamedKey> keys(String id, byte[] answer) {
        Object at = Json.object(answer).orElseThrow(() -> new IllegalArgumentException("the answer is no JSON"));
        for (String segment :
                rule.at().isEmpty() ? new String[0] : rule.at().substring(1).split("/", -1)) {
            at = at instanceof Map<?, ?> map ? present(map.get(segment)) : "";
        }
        if (at instanceof String pem) {
            return List.of(new NamedKey(id, PemKeys.publicKey("the key " + id, pem)));
        }
        @SuppressWarnings("unchecked")
        Map<String, ?> jwk = (Map<String, ?>) at;
        byte[] text = JSONObjectUtils.toJSONString(jwk).getBytes(StandardCharsets.UTF_8);
        return Jwks.parse(text).stream().map(key -> new NamedKey(id, key.key())).toList();
    }

    private static Object present(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
