package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Requests made as the providers' documentation says verify. Their libraries are asked in the module of the oracles. */
class DocumentedExamplesTest {
    private static final int ROUNDS = 1000;
    private static final long NOW = 1_760_000_000_000L;

    private final Arbitrary any = new Arbitrary(20261121);

    @Test
    void theExampleOfGithubsDocumentationVerifies() {
        Request request = Request.post(
                "/",
                Headers.of(
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                        "X-GitHub-Delivery",
                        "72d3162e-cc78-11e3-81ab-4c9367dc0958"),
                "Hello, World!");
        accepts(verifier("github", "It's a Secret to Everybody"), request);
    }

    @Test
    void githubRequestsComputedAsItsDocumentationSaysVerify() throws GeneralSecurityException {
        for (int i = 0; i < ROUNDS; i++) {
            String secret = any.ascii(8 + any.below(40));
            byte[] body = any.bytes(1 + any.below(600));
            String signature = "sha256=" + HexFormat.of().formatHex(hmac(secret, body));
            Headers headers = Headers.of("x-hub-signature-256", signature, "x-github-delivery", "d" + i);
            accepts(verifier("github", secret), Request.post("/", headers, body));
        }
    }

    @Test
    void knockRequestsComputedAsItsDocumentationSaysVerify() throws GeneralSecurityException {
        for (int i = 0; i < ROUNDS; i++) {
            String secret = any.ascii(8 + any.below(40));
            String body = any.text(1 + any.below(600));
            byte[] mac = hmac(secret, (NOW + "." + body).getBytes(StandardCharsets.UTF_8));
            String header = "t=" + NOW + ",s=" + Base64.getEncoder().encodeToString(mac);
            accepts(verifier("knock", secret), Request.post("/", Headers.of("x-knock-signature", header), body));
        }
    }

    /** The request is verified; with one bit of the body changed it is a mismatch. */
    private void accepts(Verifier verifier, Request request) {
        assertThat(verifier.verify(request, NOW)).isEqualTo(Verdict.verified(verifier.recipe(), "1"));
        Verdict changed = verifier.verify(request.withBody(any.oneBitOff(request.body())), NOW);
        assertThat(changed.reason()).contains(Reason.SIGNATURE_MISMATCH);
    }

    private static Verifier verifier(String provider, String secret) {
        return Catalogue.standard().find(provider).orElseThrow().verifier(List.of(secret), Map.of());
    }

    private static byte[] hmac(String secret, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(message);
    }
}
