package io.hooklatch.oracles;

import com.onfido.exceptions.OnfidoException;
import com.onfido.webhooks.WebhookEventVerifier;
import io.hooklatch.message.Request;

/** The library reads the event too, so bodies are JSON. */
final class OnfidoOracle implements Oracle {
    @Override
    public String provider() {
        return "onfido";
    }

    @Override
    public Request unsigned(Arbitrary any) {
        return Oracle.post("{\"payload\":{\"action\":" + any.json(any.below(600)) + "}}");
    }

    @Override
    public boolean verifies(Request request, String secret) {
        try {
            new WebhookEventVerifier(secret)
                    .readPayload(Oracle.text(request), Oracle.header(request, "x-sha2-signature"));
            return true;
        } catch (OnfidoException e) {
            return false;
        }
    }
}
