package io.hooklatch.oracles;

/**
 * What signs and what verifies.
 *
 * @param signing a shared secret, or a private key
 * @param verifying the same secret, or the public key
 */
record Secret(String signing, String verifying) {
    static Secret shared(String secret) {
        return new Secret(secret, secret);
    }
}
