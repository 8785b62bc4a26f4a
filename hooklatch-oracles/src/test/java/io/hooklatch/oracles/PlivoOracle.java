package io.hooklatch.oracles;

import com.plivo.api.util.Utils;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The third version of the signature, of forms whose names and values need no escapes. */
final class PlivoOracle implements SigningOracle {
    private static final String URL = "https://hooks.example.com/in";
    private static final String HEADER = "X-Plivo-Signature-V3";
    private static final String NONCE = "X-Plivo-Signature-V3-Nonce";

    @Override
    public String provider() {
        return "plivo-v3";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("url", URL);
    }

    @Override
    public Request unsigned(Arbitrary any) {
        StringBuilder form = new StringBuilder("CallUUID=" + any.word(36));
        for (int i = any.below(12); i > 0; i--) {
            form.append('&').append(any.word(4)).append(i).append('=').append(any.word(1 + any.below(40)));
        }
        return Oracle.post(form.toString());
    }

    @Override
    @SuppressWarnings("unchecked") // The library's last parameter is an array of maps.
    public boolean verifies(Request request, String secret) throws Exception {
        return Utils.validateSignatureV3(
                URL, Oracle.header(request, NONCE), Oracle.header(request, HEADER), secret, "POST", form(request));
    }

    @Override
    public Request sign(Request unsigned, String secret, long nowMillis) throws Exception {
        String nonce = Long.toString(nowMillis);
        String signature = Utils.computeSignatureV3(URL, nonce, secret, "POST", form(unsigned));
        return unsigned.withHeader(HEADER, signature).withHeader(NONCE, nonce);
    }

    @Override
    public Request tampered(Request request, Arbitrary any) {
        String other = Oracle.text(request).replaceFirst("^CallUUID=", "CallUUID=" + any.word(1));
        return request.withBody(other.getBytes(StandardCharsets.US_ASCII));
    }

    private static Map<String, String> form(Request request) {
        Map<String, String> form = new TreeMap<>();
        for (String field : Oracle.text(request).split("&", -1)) {
            int equals = field.indexOf('=');
            form.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return form;
    }
}
