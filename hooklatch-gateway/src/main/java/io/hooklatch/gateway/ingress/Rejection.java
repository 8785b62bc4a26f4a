package io.hooklatch.gateway.ingress;

import io.hooklatch.observe.TurnedAway;

/**
 * A request ends here, and its connection after the answer: what was read is no request that this server understands, or
 * goes beyond its limits, so that nothing which follows can be told apart any more.
 *
 * <p>The message goes to the sender and to the operator: it holds no byte of the request.
 */
final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final TurnedAway cause;

    Rejection(int status, TurnedAway cause, String message) {
        super(message, null, false, false);
        this.status = status;
        this.cause = cause;
    }

    /** Not HTTP/1.1, or not to be told for sure. */
    static Rejection badRequest(String message) {
        return new Rejection(400, TurnedAway.BAD_REQUEST, message);
    }

    /** Larger than a limit of the server. */
    static Rejection tooMuch(int status, String message) {
        return new Rejection(status, TurnedAway.BAD_REQUEST, message);
    }

    static Rejection tooSlow(int status, String message) {
        return new Rejection(status, TurnedAway.TOO_SLOW, message);
    }

    /** There is no room in memory for it now. */
    static Rejection noRoom() {
        return new Rejection(503, TurnedAway.BUSY, "too many bytes in flight");
    }

    int status() {
        return status;
    }

    TurnedAway cause() {
        return cause;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
