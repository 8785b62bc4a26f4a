package io.hooklatch.oracles;

import io.hooklatch.message.Request;

/**
 * A library that asks for the body, the signature and the secret, and for nothing else.
 *
 * @param provider the catalogue's name
 * @param header the header of the signature
 * @param check the library's function
 */
record BodyOracle(String provider, String header, Check check) implements Oracle {
    /** Whether the signature is that of the body. */
    @FunctionalInterface
    interface Check {
        boolean of(String body, String signature, String secret) throws Exception;
    }

    @Override
    public boolean verifies(Request request, String secret) throws Exception {
        return check.of(Oracle.text(request), Oracle.header(request, header), secret);
    }
}
