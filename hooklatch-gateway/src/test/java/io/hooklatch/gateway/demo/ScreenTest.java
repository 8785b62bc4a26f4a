package io.hooklatch.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final StringWriter written = new StringWriter();

    @Test
    void withoutATerminalThereAreOnlyLinesOfPlainText() {
        Screen screen = screen(false, false, StandardCharsets.US_ASCII);

        screen.status("moving");
        screen.line(screen.done() + " " + screen.bar(1, 2, 4) + screen.strong(" strong"));

        assertThat(written.toString().lines()).containsExactly("ok ##.. strong");
    }

    @Test
    void onATerminalTheLastLineIsDrawnAnewAndGivesWayToTheNext() {
        Screen screen = screen(true, false, StandardCharsets.UTF_8);

        screen.status("one");
        screen.status("two");
        screen.line("done");
        screen.line("more");

        String clear = "\r\u001b[2K";
        assertThat(written.toString().split(System.lineSeparator(), 0))
                .containsExactly(clear + "one" + clear + "two" + clear + "done", "more");
    }

    @Test
    void coloursCanBeRefusedOnATerminalToo() {
        Screen screen = screen(true, false, StandardCharsets.UTF_8);

        assertThat(screen.bad("text") + screen.good("text") + screen.faint("text"))
                .isEqualTo("texttexttext");
        assertThat(screen(true, true, StandardCharsets.UTF_8).good("text")).isEqualTo("\u001b[32mtext\u001b[0m");
    }

    @Test
    void aBarIsNeverLongerThanItsWidth() {
        Screen screen = screen(false, false, StandardCharsets.US_ASCII);

        assertThat(screen.bar(0, 10, 5)).isEqualTo(".....");
        assertThat(screen.bar(10, 10, 5)).isEqualTo("#####");
        assertThat(screen.bar(30, 10, 5)).isEqualTo("#####");
        assertThat(screen.bar(0, 0, 5)).isEqualTo("#####");
    }

    @Test
    void numbersAreGroupedTheSameEverywhere() {
        assertThat(Text.grouped(0)).isEqualTo("0");
        assertThat(Text.grouped(999)).isEqualTo("999");
        assertThat(Text.grouped(1_000)).isEqualTo("1,000");
        assertThat(Text.grouped(20_650_001)).isEqualTo("20,650,001");
        assertThat(Text.grouped(-123_456)).isEqualTo("-123,456");
        assertThat(Text.tenths(1234.56)).isEqualTo("1,234.6");
        assertThat(Text.tenths(0.04)).isEqualTo("0.0");
    }

    private Screen screen(boolean redraws, boolean colours, Charset charset) {
        return new Screen(new PrintWriter(written), redraws, colours, charset);
    }
}
