package io.hooklatch.recipe;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The signed parts of a scheme, found in a request and fed to whatever signs or verifies. Immutable. */
final class SignedParts {
    private final List<Part> parts;
    private final List<byte[]> texts;
    private final List<Boolean> ids;
    private final Values values;
    private final Optional<String> url;
    private final Optional<String> method;

    /**
     * @param values where the parts that are no headers are read
     * @param url the public URL, where it is signed
     * @param method what to sign in the place of the request's method
     */
    SignedParts(Recipe recipe, SignatureScheme scheme, Values values, Optional<String> url, Optional<String> method) {
        this.parts = scheme.signs();
        this.texts = parts.stream().map(Part::bytes).toList();
        this.ids = parts.stream()
                .map(part -> part.places().stream()
                        .anyMatch(place -> recipe.naming().deliveryId().contains(place)
                                || recipe.naming().eventId().contains(place)))
                .toList();
        this.values = values;
        this.url = url;
        this.method = method;
    }

    /** Finds every signed value; false, with the reason noted, when one is missing or ambiguous. */
    boolean find(Request request, Scratch scratch) {
        for (int i = 0; i < parts.size(); i++) {
            boolean there = switch (parts.get(i).kind()) {
                case VALUE -> found(i, request, scratch);
                case RAW_JSON, PHP_JSON, SORTED_JSON, SECRET_IN_BODY ->
                    JsonPart.find(parts.get(i), i, request, scratch);
                default -> true;
            };
            if (!there) {
                return false;
            }
        }
        return true;
    }

    private boolean found(int part, Request request, Scratch scratch) {
        List<From> places = parts.get(part).places();
        for (int i = 0; i < places.size(); i++) {
            From place = places.get(i);
            if (place.kind() != From.Kind.HEADER) {
                String value = scratch.values[values.slot(place)];
                if (value != null) {
                    scratch.signed(part, value, false);
                    return true;
                }
                continue;
            }
            int line = HeaderLines.next(request.headers(), place.name(), 0);
            if (line >= 0) {
                return header(part, place.name(), line, request, scratch);
            }
        }
        if (parts.get(part).isOptional()) {
            scratch.signed(part, "", false);
            return true;
        }
        From first = places.get(0);
        if (first.kind() != From.Kind.HEADER) {
            return scratch.refuse(Reason.MALFORMED_REQUEST, "missing signed value: " + first.describe());
        }
        return ids.get(part)
                ? scratch.refuse(Reason.MISSING_DELIVERY_ID, "missing delivery header: " + first.name())
                : scratch.refuse(Reason.MALFORMED_REQUEST, "missing signed header: " + first.name());
    }

    private boolean header(int part, String name, int line, Request request, Scratch scratch) {
        if (HeaderLines.next(request.headers(), name, line + 1) >= 0) {
            return scratch.refuse(Reason.MALFORMED_REQUEST, "signed header is repeated: " + name);
        }
        String value = request.headers().list().get(line).value();
        if (value.isEmpty() && ids.get(part)) {
            return scratch.refuse(Reason.MISSING_DELIVERY_ID, "missing delivery header: " + name);
        }
        if (!HeaderLines.isBytes(value)) {
            return scratch.refuse(Reason.MALFORMED_REQUEST, "signed header is not made of bytes: " + name);
        }
        scratch.signed(part, value, true);
        return true;
    }

    /** The signed values that are ids of the delivery or the event. */
    List<From> ids() {
        return IntStream.range(0, parts.size())
                .filter(ids::get)
                .mapToObj(i -> parts.get(i).places().get(0))
                .toList();
    }

    /** Feeds the signed bytes in order; {@link #find} must have found them. */
    void feed(Request request, Scratch scratch, byte[] secret, ByteSink sink) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            switch (part.kind()) {
                case BODY -> all(request.body(), sink);
                case TEXT -> all(texts.get(i), sink);
                case TIMESTAMP -> scratch.feed(scratch.timeText, scratch.timeFrom, scratch.timeTo, sink);
                case VALUE -> scratch.feedSigned(i, sink);
                case METHOD -> text(method.orElse(request.method()), sink);
                case URL -> url(request, sink);
                case PATH -> text(request.path(), sink);
                case SORTED_FORM -> FormText.sorted(request.body()).forEach(bytes -> all(bytes, sink));
                case SECRET -> all(secret, sink);
                case BODY_HASH -> bodyHash(part.text(), request, sink);
                case RAW_JSON, PHP_JSON, SORTED_JSON, SECRET_IN_BODY ->
                    JsonPart.feed(part, i, request, scratch, secret, sink);
            }
        }
    }

    private void url(Request request, ByteSink sink) {
        String registered = url.orElse("");
        text(registered, sink);
        if (registered.indexOf('?') < 0 && !request.query().isEmpty()) {
            text("?", sink);
            text(request.query(), sink);
        }
    }

    private static void bodyHash(String algorithm, Request request, ByteSink sink) {
        MessageDigest digest = Hash.of(Algorithm.plainDigest(algorithm));
        text(HexFormat.of().formatHex(digest.digest(request.body())), sink);
    }

    private static void text(String text, ByteSink sink) {
        all(text.getBytes(StandardCharsets.UTF_8), sink);
    }

    private static void all(byte[] bytes, ByteSink sink) {
        sink.update(bytes, 0, bytes.length);
    }
}
