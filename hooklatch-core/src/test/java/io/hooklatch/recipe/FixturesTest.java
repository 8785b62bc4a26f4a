package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fixture of the catalogue, and the proof that each can fail. */
class FixturesTest {
    static List<String> providers() {
        return Fixtures.ofData();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyFixtureHoldsAndNoneIsMissing(String provider) {
        assertThat(Fixtures.RUNNER.run(provider))
                .isNotEmpty()
                .filteredOn(result -> !result.passed())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyFixtureCanFail(String provider) {
        assertThat(Fixtures.RUNNER.prove(provider))
                .hasSameSizeAs(Fixtures.of(provider).keySet())
                .filteredOn(result -> !result.passed())
                .isEmpty();
    }
}
