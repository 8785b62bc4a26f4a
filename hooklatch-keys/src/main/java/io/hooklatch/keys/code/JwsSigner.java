package io.hooklatch.keys.code;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import io.hooklatch.message.Header;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.From;
import io.hooklatch.recipe.Signer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes tokens as the provider would. Where the token is the body, the body to sign is its claims as a JSON object, or an
 * older token whose claims are taken.
 */
final class JwsSigner implements Signer {
    private static final long VALID_SECONDS = 300;

    private final JwsProvider provider;
    private final JwsRule rule;
    private final JwsSettings settings;
    private final SignedText payload;
    private final JoseAlgorithm algorithm;
    private final SigningKey key;

    JwsSigner(JwsProvider provider, String secret, Map<String, String> options) {
        this.provider = provider;
        this.rule = provider.rule();
        this.settings = new JwsSettings(provider, options);
        this.algorithm = settings.algorithms.get(0);
        this.key = SigningKey.of(provider.name(), secret, algorithm.isMac());
        this.payload = new SignedText(
                rule.payload().stream()
                        .filter(part -> !part.equals("listed headers"))
                        .toList(),
                options);
        algorithm.sign(new JWSHeader(algorithm.jws()), key.key(), new byte[0]);
    }

    @Override
    public Request sign(Request unsigned, Names names, long nowMillis) {
        try {
            Request ready = timed(unsigned, nowMillis);
            JWSHeader header = header(ready, nowMillis);
            if (!rule.payload().isEmpty()) {
                return carry(ready, detached(ready, header));
            }
            byte[] claims = Json.write(claims(ready, names, nowMillis));
            Base64URL encoded = Base64URL.encode(claims);
            return carry(
                    ready, signed(header, encoded.toString(), encoded.toString().getBytes(StandardCharsets.US_ASCII)));
        } catch (Refusal e) {
            throw new IllegalArgumentException(
                    "the request cannot be signed for " + provider.name() + ": " + e.getMessage(), e);
        }
    }

    private String detached(Request ready, JWSHeader header) throws Refusal {
        byte[] text = rule.payload().contains("listed headers")
                ? ListedHeaders.payload(ready, listed(ready))
                : payload.of(ready);
        byte[] signed =
                rule.unencoded() ? text : Base64URL.encode(text).toString().getBytes(StandardCharsets.US_ASCII);
        return signed(header, "", signed);
    }

    /** The headers of its own that TrueLayer lists. */
    private static List<String> listed(Request ready) {
        return ready.headers().list().stream()
                .map(Header::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-tl-"))
                .toList();
    }

    private Request timed(Request unsigned, long nowMillis) {
        return rule.time()
                .filter(place -> place.startsWith("header "))
                .map(place -> Places.withHeader(unsigned, From.parse(place), settings.clock.write(nowMillis)))
                .orElse(unsigned);
    }

    private JWSHeader header(Request ready, long nowMillis) {
        JWSHeader.Builder header = new JWSHeader.Builder(algorithm.jws());
        if (!key.id().isEmpty()) {
            header.keyID(key.id());
        }
        if (!key.chain().isEmpty()) {
            header.x509CertChain(key.chain().stream().map(JwsSigner::encoded).toList());
        }
        if (rule.unencoded()) {
            header.base64URLEncodePayload(false).criticalParams(Set.of("b64"));
        }
        if (rule.keys().named().equals("jku")) {
            header.jwkURL(URI.create(rule.keys().urls().get(0)));
        }
        if (rule.payload().contains("listed headers")) {
            header.customParam("tl_version", "2").customParam("tl_headers", String.join(",", listed(ready)));
        }
        rule.time()
                .filter(place -> place.startsWith("protected "))
                .ifPresent(place -> header.customParam(
                        place.substring("protected ".length()), Long.parseLong(settings.clock.write(nowMillis))));
        return header.build();
    }

    private String signed(JWSHeader header, String payloadText, byte[] payloadBytes) {
        String head = header.toBase64URL().toString();
        byte[] start = (head + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(start, start.length + payloadBytes.length);
        System.arraycopy(payloadBytes, 0, all, start.length, payloadBytes.length);
        return head + "." + payloadText + "." + Base64URL.encode(algorithm.sign(header, key.key(), all));
    }

    private Map<String, Object> claims(Request ready, Names names, long nowMillis) throws Refusal {
        long now = Math.floorDiv(nowMillis, 1000L);
        Map<String, Object> claims = new LinkedHashMap<>(rule.isMessage() ? old(ready) : Map.of());
        settings.issuer.ifPresent(issuer -> claims.put("iss", issuer));
        settings.audience.ifPresent(audience -> claims.put("aud", audience));
        settings.email.ifPresent(email -> {
            claims.put("email", email);
            claims.put("email_verified", true);
        });
        Optional<String> time = rule.time().filter(place -> place.startsWith("claim /"));
        time.ifPresent(place ->
                claims.put(place.substring("claim /".length()), Long.parseLong(settings.clock.write(nowMillis))));
        if (!rule.isMessage()) {
            claims.put("iat", now);
            claims.put("jti", names.eventId().orElseGet(() -> id(ready, nowMillis)));
        }
        if (rule.requiresExpiry() || claims.containsKey("exp")) {
            claims.put("exp", now + VALID_SECONDS);
        }
        claims.computeIfPresent("nbf", (name, old) -> now);
        for (Binding bind : rule.binds()) {
            bind.expected(ready, settings.url)
                    .ifPresent(value -> claims.put(bind.claim().substring(1), value));
        }
        return claims;
    }

    /** The same request at the same moment gets the same id, and another one another. */
    private static String id(Request request, long nowMillis) {
        byte[] all = java.util.Arrays.copyOf(request.body(), request.body().length + 8);
        java.nio.ByteBuffer.wrap(all).putLong(request.body().length, nowMillis);
        return HexFormat.of().formatHex(SignedText.sha256(all)).substring(0, 32);
    }

    private Map<String, Object> old(Request ready) throws Refusal {
        Optional<Map<String, Object>> object = Json.object(ready.body());
        boolean wrapped = rule.in().startsWith("json ")
                && object.isPresent()
                && object.get().containsKey(field());
        if (wrapped || object.isEmpty()) {
            return Token.parse(provider.token(ready))
                    .claims()
                    .orElseThrow(() -> Refusal.malformed("its claims are no JSON object"));
        }
        return object.get();
    }

    private String field() {
        return rule.in().substring("json /".length());
    }

    private Request carry(Request ready, String token) {
        if (rule.in().equals("body")) {
            return ready.withBody(token.getBytes(StandardCharsets.US_ASCII));
        }
        if (rule.in().startsWith("json ")) {
            return ready.withBody(Json.write(Map.of(field(), token)));
        }
        Request signed = Places.withHeader(ready, From.parse(rule.in()), rule.prefix() + token);
        boolean named = rule.keys().named().startsWith("header ") && !key.id().isEmpty();
        return named ? Places.withHeader(signed, From.parse(rule.keys().named()), key.id()) : signed;
    }

    private static Base64 encoded(X509Certificate certificate) {
        try {
            return Base64.encode(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate cannot be written down", e);
        }
    }

    /** Which provider, never which key. */
    @Override
    public String toString() {
        return "signer of " + provider.name();
    }
}
