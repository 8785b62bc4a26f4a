package io.hooklatch.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Verifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a forger can learn from being refused. */
class RefusalSecrecyTest {
    private static final String SECRET = "It's a Secret to Everybody";
    private static final Recipe GITHUB = Catalogue.standard().find("github").orElseThrow();
    private static final int CALLS = 100_000;

    private final TestInbox test = new TestInbox();
    private final Request signed = GITHUB.signer(SECRET, Map.of())
            .sign(
                    Request.post(
                            "/github",
                            Headers.of("X-GitHub-Delivery", "d-1"),
                            "{\"zen\":\"Keep it logically awesome.\"}"),
                    Names.none(),
                    0);

    @Test
    void fault53_everyRefusalReadsTheSame() {
        String signature = signed.headers().first("x-hub-signature-256").orElseThrow();
        Headers bare = signed.headers().without("x-hub-signature-256");
        List<Request> bad = List.of(
                signed.withHeaders(bare),
                signed.withHeaders(bare.plus("X-Hub-Signature-256", "sha256=nonsense")),
                signed.withHeaders(bare.plus("X-Hub-Signature-256", changedAt(signature, 7))),
                signed.withHeaders(bare.plus("X-Hub-Signature-256", changedAt(signature, signature.length() - 1))),
                signed.withBody(new byte[] {'{', '}'}),
                signed.withHeaders(signed.headers().without("X-GitHub-Delivery")));
        try (Hooklatch inbox = test.builder()
                .endpoint(Endpoint.named("github")
                        .path("/github")
                        .provider("github")
                        .secrets(SECRET))
                .start()) {
            List<Receipt> answers = bad.stream().map(inbox::receive).toList();
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.headers()).isEqualTo(Headers.none());
                assertThat(answer.body()).isEmpty();
            });
            assertThat(answers.stream()
                            .map(answer ->
                                    answer.verdict().flatMap(Verdict::reason).orElseThrow()))
                    .as("while the operator learns them apart")
                    .contains(
                            Reason.MISSING_SIGNATURE,
                            Reason.MALFORMED_SIGNATURE,
                            Reason.SIGNATURE_MISMATCH,
                            Reason.MISSING_DELIVERY_ID);
            assertThat(inbox.receive(signed).status()).isEqualTo(200);
        }
    }

    /**
     * The two kinds of call alternate, so that whatever else the machine does falls on both alike. The bound is wide: it
     * is there for a check that stops at the first difference and skips whole steps, not for nanoseconds.
     */
    @Test
    void fault53_aRefusalTakesAsLongWhereverTheSignatureDiffers() {
        Verifier verifier = GITHUB.verifier(List.of(SECRET, "another secret of the endpoint"), Map.of());
        String signature = signed.headers().first("x-hub-signature-256").orElseThrow();
        Headers bare = signed.headers().without("x-hub-signature-256");
        Request early = signed.withHeaders(bare.plus("X-Hub-Signature-256", changedAt(signature, 7)));
        Request late =
                signed.withHeaders(bare.plus("X-Hub-Signature-256", changedAt(signature, signature.length() - 1)));
        double ratio = 0;
        for (int round = 0; round < 5 && (ratio < 0.8 || ratio > 1.25); round++) {
            long[] first = new long[CALLS];
            long[] last = new long[CALLS];
            for (int i = 0; i < CALLS; i++) {
                first[i] = nanos(verifier, early);
                last[i] = nanos(verifier, late);
            }
            ratio = (double) median(first) / median(last);
        }
        assertThat(ratio)
                .as("median time, first digit wrong : last digit wrong")
                .isBetween(0.8, 1.25);
    }

    private static long nanos(Verifier verifier, Request request) {
        long begun = System.nanoTime();
        Verdict verdict = verifier.verify(request, 0);
        long took = System.nanoTime() - begun;
        if (verdict.accepted()) {
            throw new AssertionError("accepted a wrong signature");
        }
        return took;
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static String changedAt(String hex, int place) {
        char other = hex.charAt(place) == '0' ? '1' : '0';
        return hex.substring(0, place) + other + hex.substring(place + 1);
    }
}
