package io.hooklatch.message;

/**
 * That an operator has stopped something for the time being.
 *
 * @param kind what kind of thing
 * @param name the name of the endpoint or handler
 * @param operationId the operation that paused it
 * @param pausedAt since when, in milliseconds since the epoch, UTC
 */
public record Pause(Kind kind, String name, OperationId operationId, long pausedAt) {
    /** What can be paused. Stored by {@link #code()}; codes are never reused. */
    public enum Kind {
        /** An endpoint: senders are told to come again later. */
        ENDPOINT(1),
        /** A handler: its dispatches wait. */
        HANDLER(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        /**
         * The kind with this code.
         *
         * @throws IllegalArgumentException when no kind has it
         */
        public static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("nothing that can be paused has code " + code);
        }
    }
}
