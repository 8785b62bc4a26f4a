package io.hooklatch.keys.code;

import io.hooklatch.keys.source.KeySource;
import io.hooklatch.keys.source.Lookup;
import io.hooklatch.keys.source.NamedKey;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Check;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Verifies JSON Web Signatures: grammar, algorithm, time, key, signature, claims, in this order. */
final class JwsCheck implements Check {
    private final JwsProvider provider;
    private final JwsRule rule;
    private final JwsSettings settings;
    private final SignedText payload;
    private final ClaimRules claimRules;
    private final Optional<TokenChain> chain;
    private final KeySource keys;

    JwsCheck(JwsProvider provider, List<String> secrets, Map<String, String> options) {
        this.provider = provider;
        this.rule = provider.rule();
        this.settings = new JwsSettings(provider, options);
        this.payload = new SignedText(
                rule.payload().stream()
                        .filter(part -> !part.equals("listed headers"))
                        .toList(),
                options);
        this.claimRules = new ClaimRules(provider.name(), rule, settings);
        boolean carried = rule.keys().kind() == KeysRule.Kind.X5C;
        if (carried && !secrets.isEmpty()) {
            throw new IllegalArgumentException("secrets are set but the keys of " + provider.name()
                    + " come with its certificates: leave them out");
        }
        this.chain = carried ? Optional.of(new TokenChain(rule.keys(), options)) : Optional.empty();
        this.keys = carried
                ? (named, now) -> Lookup.of(List.of())
                : new KeySources(provider.name(), rule.keys(), provider.fetcher())
                        .source(secrets, options, settings.mac);
    }

    @Override
    public CompletionStage<Void> prepare(Request request, long nowMillis) {
        try {
            Token token = Token.parse(provider.token(request));
            algorithm(token);
            return keys.prepare(named(request, token), nowMillis);
        } catch (Refusal e) {
            // Refused by the check as well, which needs no key for that.
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public Verdict check(Request request, long nowMillis) {
        try {
            Token token = Token.parse(provider.token(request));
            JoseAlgorithm algorithm = algorithm(token);
            Map<String, Object> claims = rule.payload().isEmpty()
                    ? token.claims().orElseThrow(() -> Refusal.malformed("its claims are no JSON object"))
                    : Map.of();
            claimRules.time(request, token, claims, nowMillis);
            byte[] signed = signed(request, token);
            NamedKey key = fitting(request, token, algorithm, signed, nowMillis);
            claimRules.check(request, claims);
            return rule.bindsRequest()
                    ? Verdict.verified(provider.name(), key.id())
                    : Verdict.authenticated(provider.name(), key.id());
        } catch (Refusal e) {
            return e.verdict(provider.name());
        }
    }

    /** The recipe's algorithm, whatever the token would like. */
    private JoseAlgorithm algorithm(Token token) throws Refusal {
        String said = token.header().getAlgorithm().getName();
        for (JoseAlgorithm algorithm : settings.algorithms) {
            if (algorithm.text().equals(said)) {
                return algorithm;
            }
        }
        throw Refusal.malformed("its algorithm is not "
                + String.join(
                        " or ",
                        settings.algorithms.stream().map(JoseAlgorithm::text).toList()));
    }

    private byte[] signed(Request request, Token token) throws Refusal {
        boolean detached = !rule.payload().isEmpty();
        boolean unencoded = !token.header().isBase64URLEncodePayload();
        if (unencoded != rule.unencoded()) {
            throw Refusal.malformed("its payload is to be signed " + (rule.unencoded() ? "as it is" : "as base64url"));
        }
        var critical = token.header().getCriticalParams();
        if (critical != null && !(rule.unencoded() && critical.equals(java.util.Set.of("b64")))) {
            throw Refusal.malformed("it has critical parameters that nobody here knows");
        }
        if (!detached) {
            return token.signingInput(new byte[0], false);
        }
        if (!token.payloadText().isEmpty()) {
            throw Refusal.malformed("its payload is not detached");
        }
        byte[] text =
                rule.payload().contains("listed headers") ? ListedHeaders.payload(request, token) : payload.of(request);
        return token.signingInput(text, rule.unencoded());
    }

    private NamedKey fitting(Request request, Token token, JoseAlgorithm algorithm, byte[] signed, long nowMillis)
            throws Refusal {
        Lookup found = chain.isPresent()
                ? chain.get().find(token.header(), nowMillis)
                : keys.find(named(request, token), nowMillis);
        if (found.isUnavailable()) {
            throw new Refusal(Reason.KEYS_UNAVAILABLE, "keys unavailable: " + found.trouble());
        }
        if (found.keys().isEmpty()) {
            throw Refusal.mismatch(provider.name(), "no key that is known is the one it names");
        }
        for (NamedKey key : found.keys()) {
            if (algorithm.fits(token.header(), key.key(), signed, token.signature())) {
                return key;
            }
        }
        throw Refusal.mismatch(provider.name(), "");
    }

    /** How the request names its key. */
    private String named(Request request, Token token) throws Refusal {
        String place = rule.keys().named();
        if (place.equals("jku")) {
            String url = token.header().getJWKURL() == null
                    ? ""
                    : token.header().getJWKURL().toString();
            return KeySetChoice.name(url, token.keyId());
        }
        return place.isEmpty()
                ? token.keyId()
                : Places.required("signed part", io.hooklatch.recipe.From.parse(place), request);
    }

    @Override
    public Optional<byte[]> signedBytes(Request request) {
        if (!rule.bindsRequest()) {
            return Optional.empty();
        }
        try {
            Token token = Token.parse(provider.token(request));
            byte[] text = signed(request, token);
            return Optional.of(text.length == 0 ? token.headerText().getBytes(StandardCharsets.US_ASCII) : text);
        } catch (Refusal e) {
            // Nothing that could be told apart.
            return Optional.empty();
        }
    }
}
