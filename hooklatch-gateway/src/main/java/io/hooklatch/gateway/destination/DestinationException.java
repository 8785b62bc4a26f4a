package io.hooklatch.gateway.destination;

/** An event was not handed on, or it is not known whether it was. The message is one line and holds no secret. */
public class DestinationException extends Exception {
    private static final long serialVersionUID = 1L;

    public DestinationException(String message) {
        super(message);
    }

    public DestinationException(String message, Throwable cause) {
        super(message, cause);
    }
}
