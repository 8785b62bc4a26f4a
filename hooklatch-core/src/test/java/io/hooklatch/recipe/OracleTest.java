package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.stripe.net.Webhook;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Requests signed by code that is not ours verify, and what we sign verifies there. */
class OracleTest {
    private static final int ROUNDS = 1000;
    private static final long NOW = 1_760_000_000_000L;

    private final Arbitrary any = new Arbitrary(20261121);

    @Test
    void stripeJavaSignsWhatWeVerify() throws GeneralSecurityException {
        for (int i = 0; i < ROUNDS; i++) {
            String secret = "whsec_" + any.ascii(8 + any.below(40));
            String body = any.text(1 + any.below(600));
            String header = Webhook.Signature.generateSignatureHeader(body, secret, NOW / 1000);
            Request request = Request.post("/", Headers.of("Stripe-Signature", header), body);
            accepts(verifier("stripe", secret), request);
        }
    }

    @Test
    void whatWeSignForStripeItsLibraryVerifies() throws Exception {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
        for (int i = 0; i < ROUNDS; i++) {
            String secret = "whsec_" + any.ascii(8 + any.below(40));
            String body = any.text(any.below(600));
            Request signed = sign("stripe", secret, body, Names.none(), NOW);
            String header = signed.headers().first("stripe-signature").orElseThrow();
            assertThat(Webhook.Signature.verifyHeader(body, header, secret, 300, clock))
                    .isTrue();
        }
    }

    @Test
    void svixSignsWhatWeVerify() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            String secret = any.standardSecret();
            String body = any.text(1 + any.below(600));
            String id = "msg_" + any.ascii(1 + any.below(40));
            String signature = new com.svix.Webhook(secret).sign(id, NOW / 1000, body);
            accepts(verifier("standard-webhooks", secret), standard(id, signature, body));
        }
    }

    @Test
    void standardWebhooksSignsWhatWeVerify() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            String secret = any.standardSecret();
            String body = any.text(1 + any.below(600));
            String id = "msg_" + any.ascii(1 + any.below(40));
            String signature = new com.standardwebhooks.Webhook(secret).sign(id, NOW / 1000, body);
            accepts(verifier("standard-webhooks", secret), standard(id, signature, body));
        }
    }

    @Test
    void whatWeSignAsStandardWebhooksBothLibrariesVerify() {
        for (int i = 0; i < ROUNDS; i++) {
            String secret = any.standardSecret();
            String body = any.text(any.below(600));
            Names names = new Names(Optional.of("msg_" + any.ascii(20)), Optional.empty(), Optional.empty());
            Request signed = sign("standard-webhooks", secret, body, names, System.currentTimeMillis());
            Map<String, List<String>> headers = Map.of(
                    "webhook-id", signed.headers().all("webhook-id"),
                    "webhook-timestamp", signed.headers().all("webhook-timestamp"),
                    "webhook-signature", signed.headers().all("webhook-signature"));
            assertThatCode(() -> new com.standardwebhooks.Webhook(secret).verify(body, headers))
                    .doesNotThrowAnyException();
            assertThatCode(() -> new com.svix.Webhook(secret).verify(body, HttpHeaders.of(headers, (n, v) -> true)))
                    .doesNotThrowAnyException();
        }
    }

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

    private static Request sign(String provider, String secret, String body, Names names, long now) {
        return Catalogue.standard()
                .find(provider)
                .orElseThrow()
                .signer(secret, Map.of())
                .sign(Request.post("/", Headers.none(), body), names, now);
    }

    private static Request standard(String id, String signature, String body) {
        String time = Long.toString(NOW / 1000);
        Headers headers = Headers.of("webhook-id", id, "webhook-timestamp", time, "webhook-signature", signature);
        return Request.post("/", headers, body);
    }

    private static byte[] hmac(String secret, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(message);
    }
}
