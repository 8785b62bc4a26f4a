package io.hooklatch.message;

import java.util.Objects;

/**
 * Why a delivery was refused, for the operator. The sender never learns it, and it holds no secret.
 *
 * @param cause the first cause
 * @param confidence whether it is proved or guessed
 * @param evidence what was seen, in one or two sentences
 * @param fix what to do, in one or two sentences
 */
public record Diagnosis(Cause cause, Confidence confidence, String evidence, String fix) {
    /** The longest evidence and the longest fix, in characters. */
    public static final int MAX_TEXT = 1000;

    public Diagnosis {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(confidence, "confidence");
        if (evidence.length() > MAX_TEXT || fix.length() > MAX_TEXT) {
            throw new IllegalArgumentException("diagnosis " + cause + " with evidence of " + evidence.length()
                    + " and a fix of " + fix.length() + " characters: at most " + MAX_TEXT + " are kept; shorten it");
        }
    }

    /** A cause that makes the signature fit. */
    public static Diagnosis proved(Cause cause, String evidence, String fix) {
        return new Diagnosis(cause, Confidence.HIGH, evidence, fix);
    }

    /** Cause, confidence, evidence and fix as one line. */
    public String line() {
        return cause.text() + " (" + confidence.text() + "): " + evidence + " " + fix;
    }
}
