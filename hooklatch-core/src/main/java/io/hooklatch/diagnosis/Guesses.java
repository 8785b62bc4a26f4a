package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Confidence;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.recipe.Recipe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request shows of its history when nothing can be proved. */
final class Guesses {
    private static final Pattern OTHER_KEY = Pattern.compile(
            "(sk|pk|rk)_(live|test)_.*|gh[pousr]_.*|xox[abp]-.*|SG\\..*|EAA[A-Za-z0-9]{20,}.*|AKIA.*|eyJ.*");
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private Guesses() {}

    static Optional<Diagnosis> about(Refusal refusal, List<Recipe> known) {
        return switch (refusal.verdict().reason().orElseThrow()) {
            case MISSING_SIGNATURE, MISSING_TOKEN, MISSING_TIMESTAMP, MISSING_DELIVERY_ID, MALFORMED_REQUEST ->
                HeaderGuesses.about(refusal, known).or(() -> body(refusal));
            case BODY_TOO_LARGE, TOO_MANY_EVENTS, VERIFIER_FAILED, KEYS_UNAVAILABLE -> Optional.empty();
            default -> body(refusal).or(() -> secret(refusal)).or(() -> HeaderGuesses.provider(refusal, known));
        };
    }

    private static Optional<Diagnosis> body(Refusal refusal) {
        byte[] body = refusal.request().body();
        String type = refusal.request().headers().first("content-type").orElse("");
        String length = refusal.request().headers().first("content-length").orElse("");
        String coding = refusal.request().headers().first("content-encoding").orElse("");
        boolean announced = length.matches("[0-9]{1,12}") && Long.parseLong(length) > body.length;
        if (body.length == 0 && (announced || type.contains("json") || type.contains("form"))) {
            return guess(
                    Cause.EMPTY_BODY,
                    "The body is empty although its headers announce one.",
                    "Read the body's bytes before anything else does: a filter or a body parser has taken them.");
        }
        if (coding.matches("gzip|deflate|br|zstd") && !Inflating.packed(body)) {
            return guess(
                    Cause.BODY_COMPRESSED,
                    "The headers say " + coding + ", and the body is not compressed.",
                    "Verify the bytes as they were sent: something on the way decompresses the body.");
        }
        if (announced || (type.contains("json") && JsonText.endsEarly(body))) {
            return guess(
                    Cause.BODY_CUT,
                    announced
                            ? "The headers announce " + length + " bytes, and " + body.length + " arrived."
                            : "The JSON of the body ends in the middle.",
                    "Look for a limit on the size of bodies, or a lost connection, on the way.");
        }
        if (type.contains("x-www-form-urlencoded") && startsWith(body, '{', '[')) {
            return guess(
                    Cause.FORM_REBUILT,
                    "The headers say that the body is a form, and it is JSON.",
                    "Verify the bytes of the form as they arrived, before a framework takes it apart.");
        }
        if (type.contains("json") && new String(body, StandardCharsets.ISO_8859_1).matches("[A-Za-z0-9_.]+=[^\\s{]*")) {
            return guess(
                    Cause.FORM_REBUILT,
                    "The headers say that the body is JSON, and it is a form.",
                    "Let the body pass unchanged between the sender and here.");
        }
        if (contains(body, REPLACEMENT)) {
            return guess(
                    Cause.CHARSET_CHANGED,
                    "The body holds replacement characters (U+FFFD), which stand where bytes could not be decoded.",
                    "Hand over the bytes of the body, not a text made of them.");
        }
        return Optional.empty();
    }

    private static Optional<Diagnosis> secret(Refusal refusal) {
        List<String> secrets = refusal.here().secrets();
        for (int i = 0; i < secrets.size(); i++) {
            if (OTHER_KEY.matcher(secrets.get(i).strip()).matches()) {
                return guess(
                        Cause.WRONG_KIND_OF_SECRET,
                        "Secret " + (i + 1) + " looks like an API key or token, and nothing here is signed with it.",
                        "Use the signing secret that the sender shows for the webhook endpoint.");
            }
        }
        return Optional.empty();
    }

    static Optional<Diagnosis> guess(Cause cause, String evidence, String fix) {
        return Optional.of(new Diagnosis(cause, Confidence.MEDIUM, evidence, fix));
    }

    private static boolean startsWith(byte[] body, char one, char other) {
        return body.length > 1 && (body[0] == one || body[0] == other);
    }

    private static boolean contains(byte[] body, byte[] wanted) {
        for (int i = 0; i + wanted.length <= body.length; i++) {
            if (body[i] == wanted[0] && body[i + 1] == wanted[1] && body[i + 2] == wanted[2]) {
                return true;
            }
        }
        return false;
    }
}
