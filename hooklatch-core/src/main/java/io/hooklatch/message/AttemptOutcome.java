package io.hooklatch.message;

/** How one run of a handler ended. Stored by {@link #code()}; codes are never reused. */
public enum AttemptOutcome {
    /** The handler returned. */
    SUCCEEDED(1),
    /** The handler threw. */
    FAILED(2),
    /** The handler was still running at its time limit. */
    TIMED_OUT(3),
    /** The lease ran out without a word: the process died or stood still. */
    LOST(4);

    private final int code;

    AttemptOutcome(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /**
     * The outcome with this code.
     *
     * @throws IllegalArgumentException when no outcome has it
     */
    public static AttemptOutcome ofCode(int code) {
        for (AttemptOutcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("no attempt outcome has code " + code);
    }
}
