package io.hooklatch.keys.code;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;

/** What is wrong with a request, on its way out of a check. Without a stack trace, since anybody can cause any number. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Refusal(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    static Refusal malformed(String why) {
        return new Refusal(Reason.MALFORMED_SIGNATURE, "malformed signature: " + why);
    }

    /** Nothing fits; {@code why} is for the operator and may be empty. */
    static Refusal mismatch(String provider, String why) {
        return new Refusal(
                Reason.SIGNATURE_MISMATCH, provider + " signature mismatch" + (why.isEmpty() ? "" : ": " + why));
    }

    Verdict verdict(String recipe) {
        return Verdict.refused(recipe, reason, String.valueOf(getMessage()));
    }
}
