package io.hooklatch.keys.code;

import io.hooklatch.keys.fetch.KeyFetcher;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Check;
import io.hooklatch.recipe.From;
import io.hooklatch.recipe.KeyPairText;
import io.hooklatch.recipe.Provider;
import io.hooklatch.recipe.Risk;
import io.hooklatch.recipe.Signer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A provider that sends JSON Web Signatures. */
record JwsProvider(String name, JwsRule rule, KeyFetcher fetcher) implements Provider {
    @Override
    public String proof() {
        return Words.proof(rule);
    }

    @Override
    public List<String> places() {
        return List.of(rule.in().equals("body") ? "body: TOKEN" : rule.in() + ": " + rule.prefix() + "TOKEN");
    }

    @Override
    public String key() {
        return Words.key(rule.keys(), rule.algorithms().get(0).isMac());
    }

    @Override
    public Set<String> optionNames() {
        return rule.optionNames();
    }

    /** A token that says only who sends is as good as a password until it expires. */
    @Override
    public Set<String> credentialHeaders() {
        return rule.in().startsWith("header ") && !rule.bindsRequest()
                ? Set.of(rule.in().substring("header ".length()))
                : Set.of();
    }

    @Override
    public Set<Risk> risks() {
        EnumSet<Risk> risks = EnumSet.noneOf(Risk.class);
        if (!rule.coversBody()) {
            risks.add(Risk.BODY_NOT_SIGNED);
        }
        if (rule.clock().toleranceSeconds() > Duration.ofDays(1).toSeconds()) {
            risks.add(Risk.LONG_TOLERANCE);
        }
        return risks;
    }

    @Override
    public Optional<Duration> tolerance() {
        return Optional.of(Duration.ofSeconds(rule.clock().toleranceSeconds())).filter(time -> !time.isZero());
    }

    /** Where a token is used again for other requests there is nothing that a digest of it could tell apart. */
    @Override
    public boolean covers(From place) {
        String words = place.describe();
        return !rule.bindsRequest()
                || words.startsWith("claim /")
                || (words.startsWith("query ") && rule.coversUrl())
                || rule.payload().contains(words)
                || rule.in().equals(words)
                || ((words.startsWith("json ") || words.startsWith("form ") || words.equals("body digest"))
                        && rule.coversBody());
    }

    /** Beside the usual places, {@code claim /POINTER}. */
    @Override
    public From place(String words) {
        if (!words.startsWith("claim /")) {
            return From.parse(words);
        }
        String pointer = words.substring("claim ".length());
        return From.function(words, new Claim(this, pointer));
    }

    /** Reads a claim. */
    private record Claim(JwsProvider provider, String pointer) implements Function<Request, Optional<String>> {
        @Override
        public Optional<String> apply(Request request) {
            try {
                return Token.parse(provider.token(request)).claims().flatMap(claims -> Json.at(claims, pointer));
            } catch (Refusal e) {
                // No token, no claims: the verdict says what is wrong with it.
                return Optional.empty();
            }
        }
    }

    /** Writes claims, where the token is all there is; the body is then the bare claims, which the signer takes. */
    @Override
    public Request put(From place, String value, Request request) {
        String claim = "claim /";
        Optional<Map<String, Object>> claims = claims(request);
        if (!rule.isMessage() || !place.describe().startsWith(claim) || claims.isEmpty()) {
            return request;
        }
        List<String> segments =
                List.of(place.describe().substring(claim.length()).split("/", -1));
        Json.put(claims.get(), segments, value);
        return request.withBody(Json.write(claims.get()));
    }

    /** Those of the token, or the body as bare claims. */
    private Optional<Map<String, Object>> claims(Request request) {
        try {
            return Token.parse(token(request)).claims();
        } catch (Refusal e) {
            // No token: bare claims, perhaps.
            return Json.object(request.body());
        }
    }

    /** The text of the token. */
    String token(Request request) throws Refusal {
        if (rule.in().equals("body")) {
            if (request.body().length == 0) {
                throw new Refusal(Reason.MISSING_SIGNATURE, "missing signature: the body is empty");
            }
            return new String(request.body(), StandardCharsets.ISO_8859_1).strip();
        }
        String value = Places.required("signature", From.parse(rule.in()), request);
        if (!value.regionMatches(true, 0, rule.prefix(), 0, rule.prefix().length())) {
            throw Refusal.malformed("it does not begin with " + rule.prefix().strip());
        }
        return value.substring(rule.prefix().length()).strip();
    }

    @Override
    public Check check(List<String> secrets, Map<String, String> options) {
        return new JwsCheck(this, secrets, options);
    }

    @Override
    public Signer signer(String secret, Map<String, String> options) {
        return new JwsSigner(this, secret, options);
    }

    @Override
    public Optional<KeyPairText> newKeyPair(SecureRandom random) {
        JoseAlgorithm algorithm = rule.algorithms().get(0);
        return algorithm.isMac() ? Optional.empty() : Optional.of(NewKeys.of(rule.keys(), algorithm.keyType(), random));
    }
}
