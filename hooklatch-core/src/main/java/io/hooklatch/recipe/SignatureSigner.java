package io.hooklatch.recipe;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.List;
import java.util.Map;

/** Runs a signature scheme backwards. */
final class SignatureSigner implements Signer {
    private static final int ID_DIGITS = 24;

    private final Recipe recipe;
    private final SignatureScheme scheme;
    private final RequestReader reader;
    private final From place;
    private final byte[] key;

    SignatureSigner(Recipe recipe, SignatureScheme scheme, String secret, Options options) {
        this.recipe = recipe;
        this.scheme = scheme;
        this.reader = new RequestReader(recipe, scheme, options);
        this.place = reader.in().get(0);
        this.key = Secrets.signingKey("secret of " + recipe.name(), scheme.key(), scheme.algorithm(), secret);
        signature(new byte[0]);
    }

    @Override
    public Request sign(Request unsigned, Names names, long nowMillis) {
        Headers headers = unsigned.headers();
        for (From old : reader.in()) {
            headers = old.kind() == From.Kind.HEADER ? headers.without(old.name()) : headers;
        }
        headers = NameHeaders.with(headers, recipe.naming(), names);
        for (From id : reader.idHeaders()) {
            headers = headers.has(id.name()) ? headers : headers.plus(id.name(), madeId(unsigned, nowMillis));
        }
        String time = scheme.timestamp()
                .map(rule -> Freshness.write(rule.unit(), nowMillis))
                .orElse("");
        headers = withTime(headers, time);
        Request ready = SignerTexts.withBodyDigest(scheme, unsigned.withHeaders(headers));
        for (Map.Entry<String, String> header : scheme.sends().entrySet()) {
            boolean kept =
                    ready.headers().has(header.getKey()) && header.getValue().indexOf('{') < 0;
            if (!kept && !SignerTexts.holdsSignature(header.getValue())) {
                String value = SignerTexts.filled(header.getValue(), "", time, ready.body());
                ready = ready.withHeaders(
                        ready.headers().without(header.getKey()).plus(header.getKey(), value));
            }
        }
        // What stands in the body has its place there before the body is signed.
        ready = place.kind() == From.Kind.HEADER || place.kind() == From.Kind.QUERY
                ? ready
                : RequestWriter.put(place, "", ready);
        Scratch scratch = reader.scratch(new Candidates(scheme.format().encoding(), 0), List.of());
        scratch.time(time, 0, time.length());
        if (!reader.readUnsigned(ready, carrier("", time, ready), scratch)) {
            throw new IllegalArgumentException("the request cannot be signed for " + recipe.name() + ": "
                    + scratch.detail() + "; add it to the request");
        }
        ByteArrayOutputStream signed = new ByteArrayOutputStream(ready.body().length + 64);
        reader.parts().feed(ready, scratch, key, 0, signed::write);
        String encoded = Codec.encode(scheme.format().encoding(), signature(signed.toByteArray()));
        String seenTime = scratch.timeText.substring(scratch.timeFrom, scratch.timeTo);
        return RequestWriter.put(place, carrier(encoded, seenTime, ready), ready);
    }

    /** The text that carries a signature. */
    private String carrier(String encoded, String time, Request request) {
        String template = scheme.sends().get(place.name());
        return template == null ? written(encoded, time) : SignerTexts.filled(template, encoded, time, request.body());
    }

    private Headers withTime(Headers headers, String time) {
        if (scheme.timestamp().isEmpty() || scheme.timestamp().get().from().isEmpty()) {
            return headers;
        }
        From from = scheme.timestamp().get().from().get(0);
        return from.kind() == From.Kind.HEADER && !scheme.sends().containsKey(from.name())
                ? headers.without(from.name()).plus(from.name(), time)
                : headers;
    }

    /** The text that carries a signature, as the format has it. */
    private String written(String encoded, String time) {
        SignatureFormat format = scheme.format();
        String item = format.prefix() + encoded;
        if (format.shape() == SignatureFormat.Shape.PAIRS) {
            item = format.labels().get(0) + format.equals() + item;
        }
        if (scheme.timestamp().isEmpty()) {
            return item;
        }
        TimestampRule rule = scheme.timestamp().get();
        return switch (rule.place()) {
            case VALUE -> item;
            case LABEL -> rule.label() + format.equals() + time + format.separator() + item;
            case FIRST -> time + format.separator() + item;
        };
    }

    private byte[] signature(byte[] signed) {
        Algorithm algorithm = scheme.algorithm();
        try {
            return switch (algorithm.family()) {
                case HMAC -> Proofs.mac(algorithm, key).doFinal(signed);
                case DIGEST -> Hash.of(algorithm.jca()).digest(signed);
                case PUBLIC_KEY -> {
                    Signature signature = PublicKeys.signature(algorithm);
                    signature.initSign(PublicKeys.privateKey(algorithm, key));
                    signature.update(signed);
                    yield signature.sign();
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "secret of " + recipe.name() + " is no private key for " + algorithm.text(), e);
        }
    }

    /** The same request at the same moment gets the same id, and another one another. */
    private static String madeId(Request request, long nowMillis) {
        MessageDigest digest = Hash.sha256();
        digest.update(request.body());
        digest.update(Long.toString(nowMillis).getBytes(StandardCharsets.US_ASCII));
        return "msg_" + Codec.encode(Encoding.HEX, digest.digest()).substring(0, ID_DIGITS);
    }

    /** Which recipe, never which secret. */
    @Override
    public String toString() {
        return "signer of " + recipe.id();
    }
}
