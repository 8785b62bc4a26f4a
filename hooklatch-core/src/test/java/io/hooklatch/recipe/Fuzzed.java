package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds for every verifier and every request. */
final class Fuzzed {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private Fuzzed() {}

    /** The verifier of a recipe in JSON. */
    static Verifier verifier(String recipe) {
        return Recipe.parse("fuzzed", recipe).verifier(List.of(SECRET, SECRET + "AAAA"), Map.of());
    }

    /**
     * Whatever the request holds, there is a verdict that is no bug of ours, there are names that can be stored, and no
     * more is allocated than the request explains.
     *
     * @throws AssertionError when not
     */
    static void check(Verifier verifier, Request request, long nowMillis) {
        int size = request.headers().list().stream()
                .mapToInt(line -> line.name().length() + line.value().length())
                .sum();
        size += request.target().length() + request.body().length;
        Verdict verdict = Bounded.run(size, () -> verifier.verify(request, nowMillis));
        if (verdict.reason().equals(Optional.of(Reason.VERIFIER_FAILED))) {
            throw new AssertionError(verifier.recipe() + ": " + verdict.detail());
        }
        Names names = Bounded.run(size, () -> verifier.names(request));
        Stream.of(names.deliveryId(), names.eventId(), names.eventType())
                .flatMap(Optional::stream)
                .forEach(Fuzzed::storable);
        List<DedupeKey> keys = Bounded.run(size, () -> verifier.dedupeKeys(request, names));
        if (keys.size() > 2) {
            throw new AssertionError(verifier.recipe() + " gives " + keys.size() + " keys");
        }
    }

    private static void storable(String name) {
        if (name.isEmpty() || name.length() > DedupeKey.MAX_LENGTH) {
            throw new AssertionError("a name of " + name.length() + " characters");
        }
    }

    /** Bytes as the characters that stand for them in a header or a target. */
    static String text(byte[] data, int from) {
        int at = Math.min(from, data.length);
        return new String(data, at, data.length - at, StandardCharsets.ISO_8859_1);
    }

    /** The choice that the first byte of the data makes. */
    static <T> T choice(List<T> choices, byte[] data) {
        return choices.get(data.length == 0 ? 0 : (data[0] & 0xFF) % choices.size());
    }
}
