package io.hooklatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void isMarkdownThatReadsWellAsText() {
        Table table = new Table("server", "receipts/s")
                .row("gateway", Table.whole(18_600.4))
                .row("x", 7);
        assertThat(table).hasToString("""
                        | server  | receipts/s |
                        | ------- | ---------: |
                        | gateway |     18,600 |
                        | x       |          7 |
                        """);
    }

    @Test
    void takesRowsOfItsOwnWidthOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("a", "b").row("only one"))
                .withMessage("1 cells in a table of 2 columns");
    }

    @Test
    void givesMillisecondsTheDigitsTheyDeserve() {
        assertThat(Table.millis(2_345_678)).isEqualTo("2.35");
        assertThat(Table.millis(23_456_789)).isEqualTo("23.5");
        assertThat(Table.millis(234_567_890)).isEqualTo("235");
    }
}
