package io.hooklatch.observe;

/** Why a request was answered without being stored. */
public enum TurnedAway {
    /** No endpoint has this path or name. */
    UNKNOWN_ENDPOINT,
    /** The endpoint does not take this method. */
    WRONG_METHOD,
    /** The endpoint is switched off; the sender retries. */
    DISABLED,
    /** An operator has paused the endpoint; the sender retries. */
    PAUSED,
    /** Too much waits for its commit; the sender retries. */
    BUSY,
    /** The store cannot commit; the sender retries. */
    STORE_UNAVAILABLE,
    /** The inbox is shutting down; the sender retries. */
    STOPPING,
    /** Refused by verification, and the endpoint's quota for keeping refused deliveries is used up. */
    OVER_QUOTA,
    /** The headers, the body or the receipt took longer than the server waits. */
    TOO_SLOW,
    /** The request is not well-formed HTTP, or larger than any endpoint takes. */
    BAD_REQUEST
}
