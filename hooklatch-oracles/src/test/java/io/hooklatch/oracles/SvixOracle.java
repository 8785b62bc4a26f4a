package io.hooklatch.oracles;

import com.svix.Webhook;
import com.svix.exceptions.WebhookVerificationException;
import io.hooklatch.message.Request;
import java.net.http.HttpHeaders;

final class SvixOracle implements SigningOracle {
    @Override
    public String provider() {
        return "svix";
    }

    @Override
    public Secret secret(Arbitrary any) {
        return Secret.shared(any.standardSecret());
    }

    @Override
    public boolean verifies(Request request, String secret) throws Exception {
        try {
            HttpHeaders headers = HttpHeaders.of(StandardWebhooksOracle.headers(request), (name, value) -> true);
            new Webhook(secret).verify(Oracle.text(request), headers);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    @Override
    public Request sign(Request unsigned, String secret, long nowMillis) throws Exception {
        String id = "msg_" + unsigned.body().length;
        String signature = new Webhook(secret).sign(id, nowMillis / 1000, Oracle.text(unsigned));
        return unsigned.withHeader("svix-id", id)
                .withHeader("svix-timestamp", Long.toString(nowMillis / 1000))
                .withHeader("svix-signature", signature);
    }
}
