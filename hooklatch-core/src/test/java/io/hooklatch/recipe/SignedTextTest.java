package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedTextTest {
    private static final String SECRET = "a-secret-of-some-length";
    private static final long NOW = 1_760_000_000_000L;
    private static final long A_YEAR = Duration.ofDays(365).toMillis();

    private static Recipe recipe(String unit) {
        return Recipe.parse("acme", """
                {"signature": {"in": "header x-sig", "algorithm": "hmac-sha256",
                    "signs": ["timestamp", {"text": "."}, "body"]},
                 "timestamp": {"in": "header x-nonce", %s}}""".formatted(unit));
    }

    @Test
    void textThatIsSignedSaysNothingAboutTheAgeOfARequest() {
        Recipe recipe = recipe("\"unit\": \"text\"");
        Request signed = recipe.signer(SECRET, Map.of())
                .sign(Request.post("/", Headers.of("a", "b"), new byte[] {1, 2}), Names.none(), NOW);
        Verifier verifier = recipe.verifier(List.of(SECRET), Map.of());

        assertThat(verifier.verify(signed, NOW + A_YEAR).accepted()).isTrue();
        assertThat(recipe.tolerance()).isEmpty();
        assertThat(recipe.optionNames()).isEmpty();
    }

    @Test
    void textThatIsSignedCannotBeExchanged() {
        Recipe recipe = recipe("\"unit\": \"text\"");
        Request signed = recipe.signer(SECRET, Map.of())
                .sign(Request.post("/", Headers.of("a", "b"), new byte[] {1, 2}), Names.none(), NOW);
        Request other = signed.withHeaders(signed.headers().without("x-nonce").plus("x-nonce", "other"));

        assertThat(recipe.verifier(List.of(SECRET), Map.of()).verify(other, NOW).accepted())
                .isFalse();
    }

    @Test
    void aToleranceForTextIsRefusedWithTheFix() {
        assertThatThrownBy(() -> recipe("\"unit\": \"text\", \"tolerance_s\": 300"))
                .hasMessageContaining("timestamp.tolerance_s is 300")
                .hasMessageContaining("name the unit");
        assertThatThrownBy(() -> Recipe.hmacSha256()
                        .header("x-sig")
                        .timestamp(From.header("x-nonce"), TimestampUnit.TEXT)
                        .signs(Part.timestamp(), Part.body())
                        .tolerance(Duration.ofSeconds(5))
                        .build())
                .hasMessageContaining("name its unit");
    }
}
