package io.hooklatch.oracles;

import com.linecorp.bot.parser.LineSignatureValidator;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The library takes bytes, so bodies are any bytes. */
final class LineOracle implements SigningOracle {
    private static final String HEADER = "X-Line-Signature";

    @Override
    public String provider() {
        return "line";
    }

    @Override
    public Request unsigned(Arbitrary any) {
        return Request.post("/hooks", Headers.none(), any.bytes(1 + any.below(600)));
    }

    @Override
    public Request tampered(Request request, Arbitrary any) {
        byte[] body = request.body().clone();
        body[any.below(body.length)] ^= (byte) (1 << any.below(8));
        return request.withBody(body);
    }

    @Override
    public boolean verifies(Request request, String secret) {
        return library(secret).validateSignature(request.body(), Oracle.header(request, HEADER));
    }

    @Override
    public Request sign(Request unsigned, String secret, long nowMillis) {
        byte[] signature = library(secret).generateSignature(unsigned.body());
        return unsigned.withHeader(HEADER, Base64.getEncoder().encodeToString(signature));
    }

    private static LineSignatureValidator library(String secret) {
        return new LineSignatureValidator(secret.getBytes(StandardCharsets.UTF_8));
    }
}
