package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of broken requests for every provider of the catalogue, from its own valid one and from nothing. */
@Tag("slow")
class EveryRecipeTest {
    private static final int ROUNDS = 2_000;

    static List<String> providers() {
        return Fixtures.ofData();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void fault44_noCoveredByteOfAGoodRequestCanBeChanged(String provider) {
        Fixture valid = Fixtures.of(provider).get("valid");
        Recipe recipe = Catalogue.standard().find(provider).orElseThrow();
        Verifier verifier = recipe.verifier(valid.secrets(), valid.options());
        List<String> covered = Covered.of(recipe, valid.request());
        Mutator mutator = new Mutator(valid.request(), new Arbitrary(provider.hashCode()));
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Request changed = mutator.changed();
            Verdict verdict = verdict(verifier, changed, valid.nowMillis(), round);
            refused += verdict.accepted() ? 0 : 1;
            if (verdict.accepted() && recipe.verifies()) {
                assertThat(Covered.of(recipe, changed))
                        .as("accepted in round %d: what is signed", round)
                        .isEqualTo(covered);
                assertThat(Covered.proofIsThere(recipe, valid.request(), changed))
                        .as("accepted in round %d: its proof", round)
                        .isTrue();
            }
        }
        assertThat(refused > 0).as("some changes matter").isEqualTo(recipe.verifies());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void fault44_fault46_whatWasMadeUpIsRefused(String provider) {
        Fixture valid = Fixtures.of(provider).get("valid");
        Recipe recipe = Catalogue.standard().find(provider).orElseThrow();
        Verifier verifier = recipe.verifier(valid.secrets(), valid.options());
        Mutator mutator = new Mutator(valid.request(), new Arbitrary(provider.hashCode() + 1));
        for (int round = 0; round < ROUNDS; round++) {
            Verdict verdict = verdict(verifier, mutator.madeUp(), valid.nowMillis(), round);
            assertThat(verdict.accepted()).as("round %d", round).isEqualTo(!recipe.verifies());
        }
    }

    /** The verdict, when it and the names are such as nobody has to be afraid of. */
    private static Verdict verdict(Verifier verifier, Request request, long nowMillis, int round) {
        Verdict verdict = verifier.verify(request, nowMillis);
        assertThat(verdict.reason())
                .as("round %d: %s", round, verdict.detail())
                .isNotEqualTo(Optional.of(Reason.VERIFIER_FAILED));
        Names names = verifier.names(request);
        Stream.of(names.deliveryId(), names.eventId(), names.eventType())
                .flatMap(Optional::stream)
                .forEach(name -> assertThat(name.length()).isBetween(1, DedupeKey.MAX_LENGTH));
        assertThat(verifier.dedupeKeys(request, names)).hasSizeLessThanOrEqualTo(2);
        return verdict;
    }
}
