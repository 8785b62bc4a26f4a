package io.hooklatch.oracles;

import com.easypost.exception.EasyPostException;
import com.easypost.utils.Utilities;
import io.hooklatch.message.Request;
import java.util.Map;

/** The library reads the event too, so bodies are JSON; secrets are any text, which is normalised first. */
final class EasypostOracle implements Oracle {
    private static final String HEADER = "X-Hmac-Signature";

    @Override
    public String provider() {
        return "easypost";
    }

    @Override
    public Secret secret(Arbitrary any) {
        return Secret.shared("s" + any.text(8 + any.below(40)));
    }

    @Override
    public Request unsigned(Arbitrary any) {
        return Oracle.post("{\"id\":" + any.json(any.below(600)) + ",\"object\":\"Event\"}");
    }

    @Override
    public boolean verifies(Request request, String secret) {
        try {
            Utilities.validateWebhook(request.body(), Map.of(HEADER, Oracle.header(request, HEADER)), secret);
            return true;
        } catch (EasyPostException e) {
            return false;
        }
    }
}
