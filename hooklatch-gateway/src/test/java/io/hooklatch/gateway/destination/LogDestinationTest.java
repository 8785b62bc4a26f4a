package io.hooklatch.gateway.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.message.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogDestinationTest {

    @Test
    void anEventIsOneLineWithoutItsBody() {
        assertThat(lines(Events.event("{\"card\":\"4242\"}"), false))
                .containsExactly("event=" + Events.ID + " endpoint=stripe type=\"invoice.paid\""
                        + " provider_event=\"evt_provider\" delivery=dlv_00000000004k8 verdict=VERIFIED attempt=1"
                        + " bytes=15");
    }

    @Test
    void theBodyIsWrittenWhenAskedFor() {
        assertThat(lines(Events.event("{\"a\":\n1}"), true))
                .singleElement()
                .asString()
                .endsWith(" body=\"{\\\"a\\\":\\u000a1}\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nevent=evt_forged",
                "a\r\nb",
                "\u001b[2J\u001b]0;owned\u0007",
                "a\u0085b\u2028c\u2029d",
                "\u009b31m",
                "abc\u202egnp.exe",
                "a\u0000b\u007f",
                "\u200b\ufeff",
                "\ud800",
            })
    void fault63_nothingInATypeCanEndTheLineOrSteerATerminal(String type) {
        assertThat(lines(Events.typed(type), false))
                .singleElement()
                .satisfies(line -> assertThat(line.codePoints().allMatch(c -> c >= ' ' && c < 0x7f))
                        .as(line)
                        .isTrue());
    }

    @Test
    void fault63_everyCodePointIsEscapedOrVisible() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String quoted = OneLine.quote(Character.toString(c));
            assertThat(quoted.codePoints()
                            .noneMatch(q -> Character.isISOControl(q)
                                    || Character.getType(q) == Character.FORMAT
                                    || Character.getType(q) == Character.LINE_SEPARATOR
                                    || Character.getType(q) == Character.PARAGRAPH_SEPARATOR))
                    .as("U+%04X", c)
                    .isTrue();
        }
        assertThat(OneLine.quote("a\"b\\c\u00e9\ud83d\ude00")).isEqualTo("\"a\\\"b\\\\c\u00e9\ud83d\ude00\"");
    }

    @Test
    void fault63_aQuoteInATypeCannotEndItsPair() {
        assertThat(lines(Events.typed("x\" verdict=VERIFIED y=\""), false))
                .singleElement()
                .asString()
                .contains("type=\"x\\\" verdict=VERIFIED y=\\\"\"");
    }

    private static List<String> lines(Event event, boolean body) {
        List<String> lines = new ArrayList<>();
        try (LogDestination destination = new LogDestination(lines::add, body)) {
            assertThat(destination.send(event)).isCompleted();
        }
        return lines;
    }
}
