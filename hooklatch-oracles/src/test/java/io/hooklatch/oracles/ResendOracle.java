package io.hooklatch.oracles;

import com.resend.core.exception.ResendException;
import com.resend.services.webhooks.Webhooks;
import com.resend.services.webhooks.model.VerifyWebhookOptions;
import io.hooklatch.message.Request;

final class ResendOracle implements Oracle {
    private final Webhooks webhooks = new Webhooks("re_none");

    @Override
    public String provider() {
        return "resend";
    }

    @Override
    public Secret secret(Arbitrary any) {
        return Secret.shared(any.standardSecret());
    }

    @Override
    public boolean verifies(Request request, String secret) {
        VerifyWebhookOptions.Builder options =
                VerifyWebhookOptions.builder().payload(Oracle.text(request)).secret(secret);
        for (String name : new String[] {"svix-id", "svix-timestamp", "svix-signature"}) {
            options.addHeader(name, Oracle.header(request, name));
        }
        try {
            webhooks.verify(options.build());
            return true;
        } catch (ResendException e) {
            return false;
        }
    }
}
