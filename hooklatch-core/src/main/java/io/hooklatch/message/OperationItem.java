package io.hooklatch.message;

/**
 * What became of one item of an operation.
 *
 * @param operationId the operation
 * @param number counts from 1 within the operation
 * @param subject the item: the id of a delivery, an event or a dispatch, or a name
 * @param outcome what became of it
 * @param detail how, or why not, in words
 */
public record OperationItem(OperationId operationId, long number, String subject, Outcome outcome, String detail) {
    /** What an operation can make of an item. Stored by {@link #code()}; codes are never reused. */
    public enum Outcome {
        CHANGED(1),
        /** Left as it is, since it does not stand so that the action applies. */
        SKIPPED(2),
        /** Could not be decided. */
        FAILED(3);

        private final int code;

        Outcome(int code) {
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
        public static Outcome ofCode(int code) {
            for (Outcome outcome : values()) {
                if (outcome.code == code) {
                    return outcome;
                }
            }
            throw new IllegalArgumentException("no outcome of an item has code " + code);
        }
    }
}
