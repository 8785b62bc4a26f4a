package io.hooklatch.oracles;

import io.hooklatch.message.Request;

/** A library that signs, too. */
interface SigningOracle extends Oracle {
    /**
     * The request as the provider would send it, signed by its library.
     *
     * @param secret the half of the secret that signs
     * @param nowMillis the time to sign, where there is one
     */
    Request sign(Request unsigned, String secret, long nowMillis) throws Exception;
}
