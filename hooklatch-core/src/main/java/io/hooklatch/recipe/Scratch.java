package io.hooklatch.recipe;

import io.hooklatch.message.Reason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one verification works with, kept for the next one. One thread at a time. */
final class Scratch {
    private static final @Nullable String[] NONE = new @Nullable String[0];

    final Candidates candidates;
    final List<Proof> proofs;
    /** The values of the places that are read beside headers, by their slots. */
    @Nullable
    String[] values = NONE;
    /** The values of the signed headers, by their parts. */
    final String[] signedHeaders;
    /** The text that holds the timestamp, from {@link #timeFrom} to {@link #timeTo}. */
    String timeText = "";

    int timeFrom;
    int timeTo;

    private byte[] characters = new byte[256];
    private Reason reason = Reason.VERIFIER_FAILED;
    private String detail = "";

    Scratch(Candidates candidates, List<Proof> proofs, int parts) {
        this.candidates = candidates;
        this.proofs = proofs;
        this.signedHeaders = new String[parts];
        Arrays.fill(signedHeaders, "");
    }

    void clear() {
        candidates.clear();
        time("", 0, 0);
        values = NONE;
        detail = "";
    }

    /** Notes why the request is refused; always false. */
    boolean refuse(Reason why, String inWords) {
        reason = why;
        detail = inWords;
        return false;
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }

    /** Notes where the timestamp stands; always true. */
    boolean time(String text, int from, int to) {
        timeText = text;
        timeFrom = from;
        timeTo = to;
        return true;
    }

    boolean hasTime() {
        return timeTo > timeFrom;
    }

    /** Feeds characters up to U+00FF as the bytes they arrived as. */
    void feed(String text, int from, int to, ByteSink sink) {
        int length = to - from;
        if (length > characters.length) {
            characters = new byte[Math.max(length, 2 * characters.length)];
        }
        for (int i = 0; i < length; i++) {
            characters[i] = (byte) text.charAt(from + i);
        }
        sink.update(characters, 0, length);
    }
}
