package io.hooklatch.oracles;

import com.squareup.square.utilities.WebhooksHelper;
import io.hooklatch.message.Request;
import java.util.Map;

final class SquareOracle implements Oracle {
    private static final String URL = "https://hooks.example.com/in?a=1";

    @Override
    public String provider() {
        return "square";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("url", URL);
    }

    @Override
    public boolean verifies(Request request, String secret) {
        String signature = Oracle.header(request, "x-square-hmacsha256-signature");
        return WebhooksHelper.verifySignature(Oracle.text(request), signature, secret, URL);
    }
}
