package io.hooklatch.message;

/**
 * Why a delivery was refused. The sender never learns it; the operator always does.
 *
 * <p>Stored by {@link #code()}, so the order here is free and codes are never reused.
 */
public enum Reason {
    /** The header, parameter or field that carries the signature is absent. */
    MISSING_SIGNATURE(1),
    /** The signature is present and cannot be one: wrong grammar, encoding, length, or no accepted scheme label. */
    MALFORMED_SIGNATURE(2),
    /** Every presented signature was compared with every live secret and none fits. */
    SIGNATURE_MISMATCH(3),
    /** The signed timestamp is absent. */
    MISSING_TIMESTAMP(4),
    /** The signed timestamp is not a number or date of the unit the recipe states. */
    MALFORMED_TIMESTAMP(5),
    /** The signed timestamp is further from the time of receipt, in either direction, than the tolerance. */
    TIMESTAMP_OUTSIDE_TOLERANCE(6),
    /** An id that the provider always sends is absent. */
    MISSING_DELIVERY_ID(7),
    /** The shared token is absent. */
    MISSING_TOKEN(8),
    /** The shared token is present and is not a live one. */
    TOKEN_MISMATCH(9),
    /** The body is larger than the endpoint accepts; only a stub without the body is kept. */
    BODY_TOO_LARGE(10),
    /** The verifier itself failed: a bug, or input that nobody foresaw. Treated as a refusal, never as a pass. */
    VERIFIER_FAILED(11),
    /** A part of the request that is signed is absent or unreadable, such as a signed field of the body. */
    MALFORMED_REQUEST(12),
    /** The sender is the right one, and the delivery carries more events than can be stored in one transaction. */
    TOO_MANY_EVENTS(13),
    /** The key that the sender names could not be fetched now. The sender is told to try again. */
    KEYS_UNAVAILABLE(20),
    /** The endpoint's secret comes with a handshake, and has not come yet. */
    NO_SECRET(21),
    /** A handshake lacks what its answer is made of, in the request or in the endpoint's options, or came at a wrong time. */
    HANDSHAKE_REFUSED(22);

    private final int code;

    Reason(int code) {
        this.code = code;
    }

    /** The stable number under which this reason is stored. */
    public int code() {
        return code;
    }

    /**
     * The reason with this code.
     *
     * @throws IllegalArgumentException when no reason has it
     */
    public static Reason ofCode(int code) {
        for (Reason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        throw new IllegalArgumentException("no refusal reason has code " + code);
    }
}
