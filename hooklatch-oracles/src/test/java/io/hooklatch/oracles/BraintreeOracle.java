package io.hooklatch.oracles;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Environment;
import com.braintreegateway.WebhookNotification;
import com.braintreegateway.exceptions.InvalidSignatureException;
import io.hooklatch.message.Request;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The library makes its own samples, whatever the body was to be. */
final class BraintreeOracle implements SigningOracle {
    private static final String PUBLIC_KEY = "integration_public_key";

    @Override
    public String provider() {
        return "braintree";
    }

    /** A signature within the body is not written by us. */
    @Override
    public boolean weSign() {
        return false;
    }

    @Override
    public Map<String, String> options() {
        return Map.of("key_id", PUBLIC_KEY);
    }

    @Override
    public Request unsigned(Arbitrary any) {
        return Oracle.post(any.word(1 + any.below(20)));
    }

    @Override
    public boolean verifies(Request request, String secret) {
        Map<String, String> form = form(request);
        try {
            library(secret).webhookNotification().parse(form.get("bt_signature"), form.get("bt_payload"));
            return true;
        } catch (InvalidSignatureException e) {
            return false;
        }
    }

    @Override
    public Request sign(Request unsigned, String secret, long nowMillis) {
        Map<String, String> sample = library(secret)
                .webhookTesting()
                .sampleNotification(WebhookNotification.Kind.CHECK, Oracle.text(unsigned));
        return unsigned.withBody(body(sample.get("bt_signature"), sample.get("bt_payload")));
    }

    @Override
    public Request tampered(Request request, Arbitrary any) {
        Map<String, String> form = form(request);
        char[] payload = form.get("bt_payload").toCharArray();
        int at = any.below(20);
        payload[at] = payload[at] == 'A' ? 'B' : 'A';
        return request.withBody(body(form.get("bt_signature"), new String(payload)));
    }

    private static BraintreeGateway library(String privateKey) {
        return new BraintreeGateway(Environment.DEVELOPMENT, "merchant", PUBLIC_KEY, privateKey);
    }

    private static byte[] body(String signature, String payload) {
        String form = "bt_signature=" + URLEncoder.encode(signature, StandardCharsets.UTF_8) + "&bt_payload="
                + URLEncoder.encode(payload, StandardCharsets.UTF_8);
        return form.getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, String> form(Request request) {
        return Arrays.stream(Oracle.text(request).split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }
}
