package io.hooklatch.message;

/** What a delivery is. Stored by {@link #code()}; codes are never reused. */
public enum DeliveryKind {
    /** A webhook, which becomes an event when accepted. */
    MESSAGE(1),
    /** A provider's question whether we own the address; answered at once, never an event. */
    HANDSHAKE(2),
    /** What is left of a request whose body was over the limit: everything but the body. Never an event. */
    STUB(3);

    private final int code;

    DeliveryKind(int code) {
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
    public static DeliveryKind ofCode(int code) {
        for (DeliveryKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no delivery kind has code " + code);
    }
}
