package io.hooklatch.recipe;

import io.hooklatch.message.Header;
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
                .map(part -> part.kind() == Part.Kind.VALUE
                        && (recipe.naming().deliveryId().contains(part.from())
                                || recipe.naming().eventId().contains(part.from())))
                .toList();
        this.values = values;
        this.url = url;
        this.method = method;
    }

    /** Finds every signed value; false, with the reason noted, when one is missing or ambiguous. */
    boolean find(Request request, Scratch scratch) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.kind() == Part.Kind.VALUE && !found(part.from(), i, request, scratch)) {
                return false;
            }
        }
        return true;
    }

    private boolean found(From from, int part, Request request, Scratch scratch) {
        if (from.kind() != From.Kind.HEADER) {
            return scratch.values[values.slot(from)] != null
                    || scratch.refuse(Reason.MALFORMED_REQUEST, "missing signed value: " + from.describe());
        }
        int line = HeaderLines.next(request.headers(), from.name(), 0);
        Header header = line < 0 ? null : request.headers().list().get(line);
        boolean id = ids.get(part);
        if (header == null || (id && header.value().isEmpty())) {
            return id
                    ? scratch.refuse(Reason.MISSING_DELIVERY_ID, "missing delivery header: " + from.name())
                    : scratch.refuse(Reason.MALFORMED_REQUEST, "missing signed header: " + from.name());
        }
        if (HeaderLines.next(request.headers(), from.name(), line + 1) >= 0) {
            return scratch.refuse(Reason.MALFORMED_REQUEST, "signed header is repeated: " + from.name());
        }
        if (!HeaderLines.isBytes(header.value())) {
            return scratch.refuse(Reason.MALFORMED_REQUEST, "signed header is not made of bytes: " + from.name());
        }
        scratch.signedHeaders[part] = header.value();
        return true;
    }

    /** The signed values that are ids of the delivery or the event. */
    List<From> ids() {
        return IntStream.range(0, parts.size())
                .filter(ids::get)
                .mapToObj(i -> parts.get(i).from())
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
                case VALUE -> value(part.from(), i, scratch, sink);
                case METHOD -> text(method.orElse(request.method()), sink);
                case URL -> url(request, sink);
                case PATH -> text(request.path(), sink);
                case SORTED_FORM -> FormText.sorted(request.body()).forEach(bytes -> all(bytes, sink));
                case SECRET -> all(secret, sink);
                case BODY_HASH -> bodyHash(part.text(), request, sink);
            }
        }
    }

    private void value(From from, int part, Scratch scratch, ByteSink sink) {
        if (from.kind() == From.Kind.HEADER) {
            String value = scratch.signedHeaders[part];
            scratch.feed(value, 0, value.length(), sink);
        } else {
            String value = scratch.values[values.slot(from)];
            text(value == null ? "" : value, sink);
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
