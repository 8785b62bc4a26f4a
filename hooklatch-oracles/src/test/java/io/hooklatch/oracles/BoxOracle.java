package io.hooklatch.oracles;

import com.box.sdk.BoxWebHookSignatureVerifier;
import io.hooklatch.message.Request;

/** The library verifies; its signer takes a type that only its own package can see. */
final class BoxOracle implements Oracle {
    @Override
    public String provider() {
        return "box-v2";
    }

    @Override
    public boolean verifies(Request request, String secret) {
        return new BoxWebHookSignatureVerifier(secret, "another-key")
                .verify(
                        "1",
                        "HmacSHA256",
                        Oracle.header(request, "box-signature-primary"),
                        "",
                        Oracle.text(request),
                        Oracle.header(request, "box-delivery-timestamp"));
    }
}
