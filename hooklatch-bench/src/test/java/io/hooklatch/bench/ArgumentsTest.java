package io.hooklatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void givenValuesBeatTheUsualOnes() {
        Arguments arguments = new Arguments("--runs", "5", "--seconds", "0.5", "--callers", "1, 64");
        assertThat(arguments.number("runs", 3)).isEqualTo(5);
        assertThat(arguments.seconds("seconds", 4)).isEqualTo(500_000_000L);
        assertThat(arguments.numbers("callers", 8)).containsExactly(1, 64);
        assertThat(arguments.number("most", 60_000)).isEqualTo(60_000);
        arguments.end();
    }

    @Test
    void refusesAnUnknownSettingAndNamesTheKnownOnes() {
        Arguments arguments = new Arguments("--run", "5");
        arguments.number("runs", 3);
        assertThatIllegalArgumentException()
                .isThrownBy(arguments::end)
                .withMessage("unknown settings [run]; there are [runs]");
    }

    @Test
    void refusesANameWithoutAValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Arguments("--runs"))
                .withMessage("\"--runs\": write --name value");
    }
}
