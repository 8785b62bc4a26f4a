package io.hooklatch.recipe;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Signed parts that are made of JSON in the body: a piece of it as it stands, or written anew. */
final class JsonPart {
    private static final byte[] QUOTE = {'"'};

    private JsonPart() {}

    /** Notes the bytes of a part; false, with the reason noted, when there are none. */
    static boolean find(Part part, int slot, Request request, Scratch scratch) {
        Optional<JsonRange> range = JsonRange.of(request.body(), segments(part));
        if (range.isEmpty() && part.kind() != Part.Kind.SORTED_JSON) {
            return scratch.refuse(Reason.MALFORMED_REQUEST, "missing signed value: " + where(part));
        }
        Optional<byte[]> bytes = range.flatMap(found -> bytes(part, found, request.body()));
        bytes.ifPresent(found -> scratch.signed(slot, new String(found, StandardCharsets.ISO_8859_1), true));
        return bytes.isPresent() || scratch.refuse(Reason.MALFORMED_REQUEST, "malformed signed value: " + where(part));
    }

    private static Optional<byte[]> bytes(Part part, JsonRange range, byte[] body) {
        return switch (part.kind()) {
            case SORTED_JSON -> JsonStyle.SORTED.of(body);
            case PHP_JSON -> JsonStyle.PHP.of(range.in(body));
            // What stands there gives way to the secret, so nothing of it is kept.
            case SECRET_IN_BODY -> Optional.of(new byte[0]);
            default -> Optional.of(range.in(body));
        };
    }

    /** Feeds the bytes of a part; {@link #find} must have found them. */
    static void feed(Part part, int slot, Request request, Scratch scratch, byte[] secret, ByteSink sink) {
        if (part.kind() != Part.Kind.SECRET_IN_BODY) {
            scratch.feedSigned(slot, sink);
            return;
        }
        byte[] body = request.body();
        JsonRange range = JsonRange.of(body, segments(part)).orElseThrow();
        sink.update(body, 0, range.from());
        sink.update(QUOTE, 0, 1);
        sink.update(secret, 0, secret.length);
        sink.update(QUOTE, 0, 1);
        sink.update(body, range.to(), body.length - range.to());
    }

    private static List<String> segments(Part part) {
        return part.places().isEmpty()
                ? List.of()
                : JsonPaths.segments(part.places().get(0).name());
    }

    private static String where(Part part) {
        return part.places().isEmpty() ? "the body" : From.describe(part.places());
    }
}
