package io.hooklatch.keys.code;

import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A claim that fixes a part of the request.
 *
 * @param claim its pointer
 * @param to {@code body sha256}, {@code body text}, {@code url}, {@code url sha256} or {@code query hash}
 * @param encoding {@code hex}, {@code base64} or {@code base64url} of a digest
 * @param needed whether a token without the claim, or an endpoint without the option {@code url}, is refused
 */
record Binding(String claim, String to, String encoding, boolean needed) {
    private static final List<String> TARGETS = List.of("body sha256", "body text", "url", "url sha256", "query hash");

    static Binding parse(Parameters given) {
        Binding binding = new Binding(
                given.required("claim"),
                given.required("to"),
                given.text("encoding").orElse("hex"),
                !given.flag("optional"));
        given.done();
        if (!TARGETS.contains(binding.to)) {
            throw given.wrong("to", "one of " + TARGETS);
        }
        return binding;
    }

    boolean needsUrl() {
        return to.startsWith("url") || to.equals("query hash");
    }

    /** What the claim has to be; absent where the binding says nothing about this request. */
    Optional<String> expected(Request request, Optional<String> url) {
        return switch (to) {
            case "body sha256" ->
                // Providers leave the claim out of requests without a body.
                request.body().length == 0 && !needed
                        ? Optional.empty()
                        : Optional.of(encoded(SignedText.sha256(request.body())));
            case "body text" -> Optional.of(new String(request.body(), StandardCharsets.UTF_8));
            case "url" -> url;
            case "url sha256" -> url.map(text -> encoded(SignedText.sha256(text.getBytes(StandardCharsets.UTF_8))));
            default -> Optional.of(QueryHash.of(request, url));
        };
    }

    /** Whether the claims say what they have to. */
    boolean holds(Map<String, Object> claims, Request request, Optional<String> url) {
        Optional<String> wanted = expected(request, url);
        Optional<String> said = Json.at(claims, claim);
        if (wanted.isEmpty()) {
            return !to.startsWith("body") || said.isEmpty();
        }
        return said.isPresent()
                && MessageDigest.isEqual(
                        plain(said.get()).getBytes(StandardCharsets.UTF_8),
                        plain(wanted.get()).getBytes(StandardCharsets.UTF_8));
    }

    /** Without what does not matter: padding, and the case of hexadecimal digits. */
    private String plain(String text) {
        if (!to.endsWith("sha256")) {
            return text;
        }
        return encoding.equals("hex") ? text.toLowerCase(java.util.Locale.ROOT) : text.replaceFirst("=+$", "");
    }

    private String encoded(byte[] digest) {
        return switch (encoding) {
            case "hex" -> HexFormat.of().formatHex(digest);
            case "base64" -> Base64.getEncoder().encodeToString(digest);
            default -> Base64.getUrlEncoder().encodeToString(digest);
        };
    }
}
