package io.hooklatch.recipe;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;

/**
 * A recipe compiled to sign with one secret: the same data that verifies, read backwards. Thread-safe.
 */
public interface Signer {
    /**
     * The request as the provider would send it: with the headers that carry the ids, the type, the time and the
     * signature. A header that the request has already is kept, except those of the time and the signature, which are
     * replaced. The body is not touched: names that a provider keeps in the body must be there.
     *
     * @param unsigned what to send
     * @param names the ids and the type for those headers; where a signed id is absent one is made of the body and the time
     * @param nowMillis the time to sign, in milliseconds since the epoch, UTC
     * @throws IllegalArgumentException when a signed part is missing from the request, naming it
     */
    Request sign(Request unsigned, Names names, long nowMillis);
}
