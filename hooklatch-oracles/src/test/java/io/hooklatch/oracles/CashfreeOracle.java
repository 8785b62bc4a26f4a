package io.hooklatch.oracles;

import com.cashfree.pg.Cashfree;
import io.hooklatch.message.Request;

/** The library reads the event too, so bodies are JSON. */
final class CashfreeOracle implements Oracle {
    private static final String REFUSED = "Generated signature and received signature did not match.";

    @Override
    public String provider() {
        return "cashfree";
    }

    @Override
    public Request unsigned(Arbitrary any) {
        return Oracle.post("{\"data\":{\"text\":" + any.json(any.below(600)) + "},\"type\":\"WEBHOOK\"}");
    }

    @Override
    public boolean verifies(Request request, String secret) throws Exception {
        Cashfree library = new Cashfree(Cashfree.SANDBOX, "id", secret, "", "", "");
        String signature = Oracle.header(request, "x-webhook-signature");
        String time = Oracle.header(request, "x-webhook-timestamp");
        try {
            library.PGVerifyWebhookSignature(signature, Oracle.text(request), time);
            return true;
        } catch (Exception e) {
            if (REFUSED.equals(e.getMessage())) {
                return false;
            }
            throw e;
        }
    }
}
