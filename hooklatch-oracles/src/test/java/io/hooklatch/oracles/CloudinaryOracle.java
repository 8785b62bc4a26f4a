package io.hooklatch.oracles;

import com.cloudinary.SignatureAlgorithm;
import com.cloudinary.api.signing.NotificationRequestSignatureVerifier;
import io.hooklatch.message.Request;

/**
 * Both digests of Cloudinary.
 *
 * @param provider the catalogue's name
 * @param algorithm the library's name of the digest
 */
record CloudinaryOracle(String provider, SignatureAlgorithm algorithm) implements Oracle {
    private static final long TOLERANCE_SECONDS = 7200;

    @Override
    public boolean verifies(Request request, String secret) {
        return new NotificationRequestSignatureVerifier(secret, algorithm)
                .verifySignature(
                        Oracle.text(request),
                        Oracle.header(request, "x-cld-timestamp"),
                        Oracle.header(request, "x-cld-signature"),
                        TOLERANCE_SECONDS);
    }
}
