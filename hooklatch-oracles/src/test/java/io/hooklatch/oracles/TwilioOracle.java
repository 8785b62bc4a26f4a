package io.hooklatch.oracles;

import com.twilio.security.RequestValidator;
import io.hooklatch.message.Request;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Forms. Each name comes once: the Java library knows no more, where the one for Node takes every value. */
final class TwilioOracle implements Oracle {
    private static final String URL = "https://hooks.example.com/in";

    @Override
    public String provider() {
        return "twilio";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("url", URL);
    }

    @Override
    public Request unsigned(Arbitrary any) {
        StringBuilder form = new StringBuilder("Body=" + encoded(any.text(1 + any.below(40))));
        for (int i = any.below(12); i > 0; i--) {
            form.append('&').append(any.word(4)).append(i).append('=').append(encoded(any.text(any.below(40))));
        }
        return Oracle.post(form.toString()).withHeader("Content-Type", "application/x-www-form-urlencoded");
    }

    @Override
    public boolean verifies(Request request, String secret) {
        Map<String, String> form = new TreeMap<>();
        for (String field : Oracle.text(request).split("&", -1)) {
            int equals = field.indexOf('=');
            form.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return new RequestValidator(secret).validate(URL, form, Oracle.header(request, "x-twilio-signature"));
    }

    @Override
    public Request tampered(Request request, Arbitrary any) {
        String body = Oracle.text(request);
        String other = body.replaceFirst("^Body=", "Body=" + any.word(1));
        return request.withBody(other.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
