package io.hooklatch.keys.code;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON Web Signature in its compact form, parsed and not yet believed.
 *
 * @param header decoded
 * @param headerText as it came
 * @param payloadText as it came; empty for a detached payload
 * @param signature decoded
 */
record Token(JWSHeader header, String headerText, String payloadText, byte[] signature) {
    private static final int LONGEST = 1 << 20;

    /** Exactly three parts of unpadded base64url, the first of which is the header of a signature. */
    static Token parse(String text) throws Refusal {
        String[] parts = text.split("\\.", -1);
        if (text.length() > LONGEST || parts.length != 3 || parts[0].isEmpty() || parts[2].isEmpty()) {
            throw Refusal.malformed("no compact JSON Web Signature");
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            // Only the decoder looks at every character; the library passes over what is none of the alphabet.
            Base64.getUrlDecoder().decode(parts[0]);
            Base64.getUrlDecoder().decode(parts[1]);
            boolean padded = text.indexOf('=') >= 0;
            if (padded || !Base64URL.encode(signature).toString().equals(parts[2])) {
                throw Refusal.malformed("its base64url is not in the one right form");
            }
            return new Token(JWSHeader.parse(new Base64URL(parts[0])), parts[0], parts[1], signature);
        } catch (ParseException | RuntimeException e) {
            throw Refusal.malformed("no header of a JSON Web Signature");
        }
    }

    /** The claims, when the payload is a JSON object. */
    Optional<Map<String, Object>> claims() {
        return Json.object(new Base64URL(payloadText).decode());
    }

    /** The bytes that are signed, with this payload in the place of a detached one. */
    byte[] signingInput(byte[] detached, boolean unencoded) {
        byte[] head = (headerText + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] payload = unencoded
                ? detached
                : (payloadText.isEmpty() ? Base64URL.encode(detached).toString() : payloadText)
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        return all;
    }

    String keyId() {
        return header.getKeyID() == null ? "" : header.getKeyID();
    }
}
