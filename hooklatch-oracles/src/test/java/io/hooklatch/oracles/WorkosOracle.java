package io.hooklatch.oracles;

import com.workos.webhooks.Webhook;
import io.hooklatch.message.Request;
import java.security.SignatureException;

final class WorkosOracle implements SigningOracle {
    private static final String HEADER = "WorkOS-Signature";
    private final Webhook library = new Webhook();

    @Override
    public String provider() {
        return "workos";
    }

    @Override
    public boolean verifies(Request request, String secret) {
        try {
            library.verifyHeader(
                    Oracle.text(request), Oracle.header(request, HEADER), secret, Webhook.DEFAULT_TOLERANCE_MILLIS);
            return true;
        } catch (SignatureException e) {
            return false;
        }
    }

    @Override
    public Request sign(Request unsigned, String secret, long nowMillis) {
        String time = Long.toString(nowMillis);
        String signature = library.createSignature(time, Oracle.text(unsigned), secret);
        return unsigned.withHeader(HEADER, "t=" + time + ", v1=" + signature);
    }
}
