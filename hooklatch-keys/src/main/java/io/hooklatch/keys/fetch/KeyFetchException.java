package io.hooklatch.keys.fetch;

/** A document could not be had. The message names the host and the cause, and never a credential. */
public final class KeyFetchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status the HTTP status of the answer, or 0 where there was none
     */
    public KeyFetchException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Whether the other side knows for certain that there is no such document. */
    public boolean saysThereIsNone() {
        return status == 400 || status == 404 || status == 410;
    }
}
