package io.hooklatch.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final StringWriter written = new StringWriter();

    @Test
    void everyColumnIsAlignedAndAddedUp() {
        report(tallies(12_345), tallies(12_345), plain()).print();

        assertThat(written.toString().lines())
                .containsExactly(
                        "  endpoint  deliveries  verified  by token  refused  events  duplicates  handled  retried",
                        "  ---------------------------------------------------------------------------------------",
                        "  stripe        12,352    12,345         0        7  12,345           0   12,345        0",
                        "  acme               3         0         3        0       1           2        1        2",
                        "  ---------------------------------------------------------------------------------------",
                        "  total         12,355    12,345         3        7  12,346           2   12,346        2",
                        "",
                        "  refused for",
                        "  stripe    5 SIGNATURE_MISMATCH, 2 TIMESTAMP_OUTSIDE_TOLERANCE",
                        "  acme      none");
    }

    @Test
    void aNumberThatDiffersIsNamedWithBothValues() {
        Map<String, Tally> found = tallies(12_345);
        found.get("stripe").add(Figure.HANDLED, -1).addRefused(Reason.MISSING_SIGNATURE, 1);

        assertThat(report(tallies(12_345), found, plain()).differences())
                .containsExactly(
                        "stripe: refused: 7 expected, 8 found",
                        "stripe: handled: 12345 expected, 12344 found",
                        "stripe: refused for MISSING_SIGNATURE: 0 expected, 1 found");
    }

    @Test
    void anEndpointOfWhichNothingIsFoundDiffers() {
        assertThat(report(tallies(1), new LinkedHashMap<>(), plain()).differences())
                .contains("acme: deliveries: 3 expected, 0 found");
    }

    @Test
    void equalNumbersDoNotDiffer() {
        assertThat(report(tallies(5), tallies(5), plain()).differences()).isEmpty();
    }

    @Test
    void onATerminalTheNumberThatDiffersIsRed() {
        Map<String, Tally> found = tallies(5);
        found.get("acme").add(Figure.RETRIED, 1);

        Screen colourful = new Screen(new PrintWriter(written), true, true, StandardCharsets.UTF_8);
        report(tallies(5), found, colourful).print();

        assertThat(written.toString()).contains("\u001b[31;1m      3\u001b[0m").contains("\u2500\u2500");
    }

    private Report report(Map<String, Tally> expected, Map<String, Tally> found, Screen screen) {
        return new Report(screen, expected, found);
    }

    private Screen plain() {
        return new Screen(new PrintWriter(written), false, false, StandardCharsets.US_ASCII);
    }

    private static Map<String, Tally> tallies(long verified) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        tallies.put(
                "stripe",
                new Tally()
                        .add(Figure.DELIVERIES, verified + 7)
                        .add(Figure.VERIFIED, verified)
                        .addRefused(Reason.SIGNATURE_MISMATCH, 5)
                        .addRefused(Reason.TIMESTAMP_OUTSIDE_TOLERANCE, 2)
                        .add(Figure.EVENTS, verified)
                        .add(Figure.HANDLED, verified));
        tallies.put(
                "acme",
                new Tally()
                        .add(Figure.DELIVERIES, 3)
                        .add(Figure.BY_TOKEN, 3)
                        .add(Figure.EVENTS, 1)
                        .add(Figure.DUPLICATES, 2)
                        .add(Figure.HANDLED, 1)
                        .add(Figure.RETRIED, 2));
        return tallies;
    }
}
