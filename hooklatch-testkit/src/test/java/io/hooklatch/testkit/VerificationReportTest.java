package io.hooklatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerificationReportTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SECRET = "a-secret-of-the-test";
    private static final Recipe STRIPE = Catalogue.standard().find("stripe").orElseThrow();

    private static Request signed() {
        return STRIPE.signer(SECRET, Map.of())
                .sign(Request.post("/", Headers.none(), "{\"id\":\"evt_1\"}"), Names.none(), NOW.toEpochMilli());
    }

    @Test
    void aVerifiedRequestPasses() {
        VerificationReport report = VerificationReport.of(STRIPE, List.of(SECRET), Map.of(), signed(), NOW)
                .assertVerified();
        assertThat(report.diagnosis()).isEmpty();
        assertThat(report).hasToString(STRIPE.id() + ": VERIFIED");
    }

    @Test
    void theMessageOfAFailureHoldsTheDiagnosisAndNoSecret() {
        Request indented = signed().withBody("{\n  \"id\": \"evt_1\"\n}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> VerificationReport.of(STRIPE, List.of(SECRET), Map.of(), indented, NOW)
                        .assertVerified())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("stripe signature mismatch")
                .hasMessageContaining("cause:      body-reserialised")
                .hasMessageContaining("confidence: high")
                .hasMessageContaining("as JSON compact")
                .hasMessageNotContaining(SECRET);
    }
}
