package io.hooklatch.work;

/** Fails the attempt and every further one: the dispatch is dead at once, with this message as its error. */
public class GiveUpException extends Exception {
    private static final long serialVersionUID = 1L;

    public GiveUpException(String message) {
        super(message);
    }

    public GiveUpException(String message, Throwable cause) {
        super(message, cause);
    }
}
