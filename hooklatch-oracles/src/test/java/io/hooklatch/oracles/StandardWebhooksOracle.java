package io.hooklatch.oracles;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.hooklatch.message.Header;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

final class StandardWebhooksOracle implements SigningOracle {
    @Override
    public String provider() {
        return "standard-webhooks";
    }

    @Override
    public Secret secret(Arbitrary any) {
        return Secret.shared(any.standardSecret());
    }

    @Override
    public boolean verifies(Request request, String secret) throws Exception {
        try {
            new Webhook(secret).verify(Oracle.text(request), headers(request));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    @Override
    public Request sign(Request unsigned, String secret, long nowMillis) throws Exception {
        String id = "msg_" + unsigned.body().length;
        String signature = new Webhook(secret).sign(id, nowMillis / 1000, Oracle.text(unsigned));
        return unsigned.withHeader("webhook-id", id)
                .withHeader("webhook-timestamp", Long.toString(nowMillis / 1000))
                .withHeader("webhook-signature", signature);
    }

    /** The header lines as the map that libraries of this family take. */
    static Map<String, List<String>> headers(Request request) {
        return request.headers().list().stream()
                .collect(Collectors.groupingBy(Header::name, Collectors.mapping(Header::value, Collectors.toList())));
    }
}
