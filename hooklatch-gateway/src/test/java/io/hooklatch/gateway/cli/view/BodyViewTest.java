package io.hooklatch.gateway.cli.view;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyViewTest {
    /** Clears the screen, moves, sets the title, switches the alphabet, turns the direction, ends the line. */
    private static final String HOSTILE =
            "\u001b[2J\u001b]0;owned\u0007\u009b31m\u000e\u202e\u2066\u200f\r\b\u007f\u2028";

    @Test
    void jsonHasOneMemberToALineAndKeepsItsDigits() {
        assertThat(lines("application/json", "{\"a\":[1.50,{}, []],\"a\":{\"b\":\"x: \"},\"c\":null}"))
                .containsExactly(
                        "body       44 bytes, JSON",
                        "  {",
                        "    \"a\": [",
                        "      1.50,",
                        "      {},",
                        "      []",
                        "    ],",
                        "    \"a\": {",
                        "      \"b\": \"x: \"",
                        "    },",
                        "    \"c\": null",
                        "  }");
    }

    @Test
    void aFormHasOneFieldToALineDecoded() {
        assertThat(lines("application/x-www-form-urlencoded", "a=1+2&b%20c=%41&d&e=%zz"))
                .containsExactly("body       23 bytes, form", "  a = 1 2", "  b c = A", "  d", "  e = %zz");
    }

    @Test
    void xmlHasOneTagToALine() {
        assertThat(lines("text/xml", "<?xml version=\"1.0\"?><a x=\"1\"><b>t</b><c/><d></d></a>"))
                .containsExactly(
                        "body       53 bytes, XML",
                        "  <?xml version=\"1.0\"?>",
                        "  <a x=\"1\">",
                        "    <b>t</b>",
                        "    <c/>",
                        "    <d></d>",
                        "  </a>");
    }

    @Test
    void whatIsNoTextIsAHexDumpOfTheFirstBytes() {
        byte[] bytes = new byte[600];
        bytes[1] = 'A';
        bytes[2] = (byte) 0xff;

        List<String> lines = print("application/json", bytes, false);

        assertThat(lines.get(0)).isEqualTo("body       600 bytes, binary");
        assertThat(lines.get(1)).startsWith("  00000000  00 41 ff 00").endsWith(".A..............");
        assertThat(lines).hasSize(1 + 512 / 16 + 1);
        assertThat(lines.get(33)).contains("88 more bytes");
        assertThat(print("", bytes, true)).hasSize(1 + 38);
    }

    @Test
    void brokenDocumentsAreShownAsText() {
        assertThat(lines("application/json", "{\"a\":")).containsExactly("body       5 bytes, text", "  {\"a\":");
        assertThat(lines("text/xml", "<a></a></a>").get(0)).endsWith("text");
        assertThat(lines("application/json", "[".repeat(5000)).get(0)).endsWith("text");
        assertThat(lines("text/xml", "<a>".repeat(5000)).get(0)).endsWith("text");
    }

    @Test
    void theCharsetOfTheSenderIsTaken() {
        assertThat(print("text/plain; charset=ISO-8859-1", "caf\u00e9".getBytes(ISO_8859_1), false))
                .contains("  caf\u00e9");
        assertThat(print("text/plain; charset=no-such", "caf\u00e9".getBytes(UTF_8), false))
                .contains("  caf\u00e9");
    }

    @Test
    void aLongBodyIsCutAndSaysSo() {
        String text = "line\n".repeat(1000);

        assertThat(lines("text/plain", text))
                .hasSize(1 + BodyView.LINES + 1)
                .last()
                .asString()
                .contains("800 more lines; --full");
        assertThat(print("text/plain", text.getBytes(UTF_8), true)).hasSize(1001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded", "text/xml", "text/plain", ""})
    void nothingOfAHostileBodyReachesTheTerminal(String type) {
        List<String> bodies = List.of(
                HOSTILE,
                "{\"" + HOSTILE.replace("\u001b", "\\u001b").replace("\r", "")
                        + "\":\"\\u001b[2J\\u202e\u009b\u2066\"}",
                "a=%1b%5B2J%0d&" + HOSTILE + "=%E2%80%AE",
                "<a " + HOSTILE + ">" + HOSTILE + "<![CDATA[" + HOSTILE + "]]></a>");

        for (String body : bodies) {
            assertHarmless(print(type, body.getBytes(UTF_8), false));
            assertHarmless(print(type, body.getBytes(UTF_8), true));
        }
    }

    @Test
    void randomBytesNeverThrowAndNeverReachTheTerminal() {
        Random random = new Random(7);
        String[] types = {"application/json", "text/xml", "application/x-www-form-urlencoded", "text/plain"};
        for (int round = 0; round < 4000; round++) {
            byte[] body = new byte[random.nextInt(40)];
            random.nextBytes(body);
            for (int i = 0; i < body.length; i++) {
                body[i] = random.nextInt(3) == 0 ? body[i] : (byte) "<>{}[]\",:&=%/a\u001b".charAt(random.nextInt(15));
            }
            assertHarmless(print(types[round % types.length], body, round % 2 == 0));
        }
    }

    private static void assertHarmless(List<String> lines) {
        for (String line : lines) {
            assertThat(line.codePoints().allMatch(c -> switch (Character.getType(c)) {
                        case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR -> false;
                        default -> true;
                    }))
                    .as(line)
                    .isTrue();
        }
    }

    private static List<String> lines(String type, String body) {
        return print(type, body.getBytes(UTF_8), false);
    }

    private static List<String> print(String type, byte[] body, boolean whole) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        new BodyView(whole).print(type, body, writer);
        return List.of(out.toString().split(System.lineSeparator()));
    }
}
