package io.hooklatch.message;

/** What an operator can do. Stored by {@link #code()}; codes are never reused. */
public enum Action {
    /** Hands events to their handlers again. */
    REPLAY(1),
    /** Hands the body of one stored delivery to handlers, and leaves its event as it is. */
    REPLAY_DELIVERY(2),
    /** Makes dead and waiting dispatches due now. */
    REQUEUE(3),
    /** Says that something shall not be handled. */
    IGNORE(4),
    /** Verifies refused deliveries again, and makes events of those that pass. */
    REVERIFY(5),
    /** Stops the intake of an endpoint, or the work of a handler. */
    PAUSE(6),
    /** Ends a pause. */
    RESUME(7),
    /** Removes what is no longer to be kept. */
    PRUNE(8),
    /** Copies the inbox. */
    BACKUP(9),
    /** Puts a copy in the place of the inbox. */
    RESTORE(10),
    /** Writes deliveries or events out. */
    EXPORT(11),
    /** Forgets the secret that an endpoint learnt. */
    FORGET_SECRET(12),
    /** Mends what a check of the inbox found. */
    REPAIR(13);

    private final int code;

    Action(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /**
     * The action with this code.
     *
     * @throws IllegalArgumentException when no action has it
     */
    public static Action ofCode(int code) {
        for (Action action : values()) {
            if (action.code == code) {
                return action;
            }
        }
        throw new IllegalArgumentException("no action has code " + code);
    }
}
