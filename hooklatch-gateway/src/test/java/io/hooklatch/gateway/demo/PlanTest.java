package io.hooklatch.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Reason;
import io.hooklatch.recipe.From;
import io.hooklatch.recipe.Part;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.TimestampUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {
    private final DemoProvider dated = new DemoProvider(
            "dated",
            Recipe.hmacSha256()
                    .header("x-signature")
                    .timestamp(From.header("x-time"), TimestampUnit.SECONDS)
                    .signs(Part.timestamp(), Part.body())
                    .build(),
            false,
            "the-right-secret",
            "the-wrong-secret");
    private final DemoProvider token = new DemoProvider(
            "token",
            Recipe.sharedToken("x-token").build(),
            true,
            "the-right-token-of-the-demo",
            "the-wrong-token-of-the-demo");

    @Test
    void whatASigningProviderHasToShowIsTheSumOfItsScenarios() {
        Tally tally = Plan.of(List.of(dated, token), 1000).expected().get("dated");

        // valid 20, 10 x 3 copies, 1 x 50 copies, 5 with a wrong secret, 5 stale, 3 that fail twice, 1000 of volume
        assertThat(tally.get(Figure.DELIVERIES)).isEqualTo(20 + 30 + 50 + 5 + 5 + 3 + 1000);
        assertThat(tally.get(Figure.VERIFIED)).isEqualTo(20 + 30 + 50 + 3 + 1000);
        assertThat(tally.get(Figure.BY_TOKEN)).isZero();
        assertThat(tally.get(Figure.REFUSED)).isEqualTo(10);
        assertThat(tally.refused())
                .isEqualTo(Map.of(Reason.SIGNATURE_MISMATCH, 5L, Reason.TIMESTAMP_OUTSIDE_TOLERANCE, 5L));
        assertThat(tally.get(Figure.EVENTS)).isEqualTo(20 + 10 + 1 + 3 + 1000);
        assertThat(tally.get(Figure.DUPLICATES)).isEqualTo(20 + 49);
        assertThat(tally.get(Figure.HANDLED)).isEqualTo(20 + 10 + 1 + 3 + 1000);
        assertThat(tally.get(Figure.RETRIED)).isEqualTo(6);
    }

    @Test
    void aSharedTokenIsNoSignatureAndCannotBeStale() {
        Tally tally = Plan.of(List.of(dated, token), 1000).expected().get("token");

        assertThat(tally.get(Figure.DELIVERIES)).isEqualTo(20 + 30 + 50 + 5 + 3);
        assertThat(tally.get(Figure.VERIFIED)).isZero();
        assertThat(tally.get(Figure.BY_TOKEN)).isEqualTo(20 + 30 + 50 + 3);
        assertThat(tally.refused()).isEqualTo(Map.of(Reason.TOKEN_MISMATCH, 5L));
    }

    @Test
    void theRequestsAreAsManyAsTheDeliveriesExpected() {
        Plan plan = Plan.of(List.of(dated, token), 7);

        assertThat(plan.expected().values().stream().mapToLong(tally -> tally.get(Figure.DELIVERIES)))
                .satisfies(counts -> assertThat(
                                counts.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(plan.requests()));
    }
}
