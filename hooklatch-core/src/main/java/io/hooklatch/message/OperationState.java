package io.hooklatch.message;

/** Where an operation stands. Stored by {@link #code()}; codes are never reused. */
public enum OperationState {
    /** Has more to do, or the process that did it has died and the next one goes on. */
    RUNNING(1),
    /** Went through everything it was given. */
    DONE(2),
    /** An operator stopped it; what it had done stays. */
    CANCELLED(3),
    /** Could not go on; its detail says why, and what it had done stays. */
    FAILED(4);

    private final int code;

    OperationState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /**
     * The state with this code.
     *
     * @throws IllegalArgumentException when no state has it
     */
    public static OperationState ofCode(int code) {
        for (OperationState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no operation state has code " + code);
    }
}
