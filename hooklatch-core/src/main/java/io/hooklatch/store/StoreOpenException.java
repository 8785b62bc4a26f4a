package io.hooklatch.store;

/** The store cannot be opened: another process holds it, its schema is newer than this program, the file is damaged or is no inbox. The message names the file and the cause. */
public class StoreOpenException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreOpenException(String message) {
        super(message);
    }

    public StoreOpenException(String message, Throwable cause) {
        super(message, cause);
    }
}
