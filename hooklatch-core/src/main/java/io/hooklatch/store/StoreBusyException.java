package io.hooklatch.store;

/** The queue of writes is full; nothing was tried. Answer 503 and let the sender retry. */
public class StoreBusyException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreBusyException(String message) {
        super(message);
    }

    public StoreBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
