package io.hooklatch.recipe;

import io.hooklatch.message.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one verification works with, kept for the next one. One thread at a time. */
final class Scratch {
    private static final @Nullable String[] NONE = new @Nullable String[0];

    final Candidates candidates;
    final ItemEnds ends = new ItemEnds();
    final List<Proof> proofs;
    /** The values of the places that are read beside headers, by their slots. */
    @Nullable
    String[] values = NONE;
    /** The text that holds the timestamp, from {@link #timeFrom} to {@link #timeTo}. */
    String timeText = "";

    int timeFrom;
    int timeTo;
    /** The public URL, where it is signed. */
    PublicUrl.Seen url = PublicUrl.Seen.NONE;
    /** The values of the labels that parts name. */
    final @Nullable String[] labels;

    private final String[] signed;
    private final boolean[] signedBytes;
    private byte[] characters = new byte[256];
    private Reason reason = Reason.VERIFIER_FAILED;
    private String detail = "";

    Scratch(Candidates candidates, List<Proof> proofs, int parts, int labels) {
        this.candidates = candidates;
        this.proofs = proofs;
        this.signed = new String[parts];
        this.signedBytes = new boolean[parts];
        Arrays.fill(signed, "");
        this.labels = new @Nullable String[labels];
    }

    void clear() {
        candidates.clear();
        time("", 0, 0);
        values = NONE;
        url = PublicUrl.Seen.NONE;
        Arrays.fill(labels, null);
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

    /** Notes the value of a signed part: characters that are bytes, as in a header, or text. */
    void signed(int part, String value, boolean bytes) {
        signed[part] = value;
        signedBytes[part] = bytes;
    }

    /** Feeds the noted value of a part, text as UTF-8. */
    void feedSigned(int part, ByteSink sink) {
        String value = signed[part];
        if (signedBytes[part]) {
            feed(value, 0, value.length(), sink);
        } else {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            sink.update(utf8, 0, utf8.length);
        }
    }

    /** As {@link #feedSigned(int, ByteSink)} after a change of the text. */
    void feedSigned(int part, UnaryOperator<String> change, ByteSink sink) {
        Charset charset = signedBytes[part] ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        byte[] changed = change.apply(signed[part]).getBytes(charset);
        sink.update(changed, 0, changed.length);
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
