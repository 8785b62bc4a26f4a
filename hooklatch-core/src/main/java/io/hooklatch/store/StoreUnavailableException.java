package io.hooklatch.store;

/** The store cannot commit or be read now, or is closed. Nothing that was asked of it is to be relied on. */
public class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
