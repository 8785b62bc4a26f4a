package io.hooklatch.oracles;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.hooklatch.message.Request;

final class StripeOracle implements SigningOracle {
    private static final long TOLERANCE_SECONDS = 300;

    @Override
    public String provider() {
        return "stripe";
    }

    @Override
    public Secret secret(Arbitrary any) {
        return Secret.shared("whsec_" + any.ascii(8 + any.below(40)));
    }

    @Override
    public boolean verifies(Request request, String secret) {
        String header = Oracle.header(request, "stripe-signature");
        try {
            return Webhook.Signature.verifyHeader(Oracle.text(request), header, secret, TOLERANCE_SECONDS);
        } catch (SignatureVerificationException e) {
            return false;
        }
    }

    @Override
    public Request sign(Request unsigned, String secret, long nowMillis) throws Exception {
        String header = Webhook.Signature.generateSignatureHeader(Oracle.text(unsigned), secret, nowMillis / 1000);
        return unsigned.withHeader("Stripe-Signature", header);
    }
}
