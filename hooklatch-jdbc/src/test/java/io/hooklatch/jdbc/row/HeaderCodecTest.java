package io.hooklatch.jdbc.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeaderCodecTest {
    @Test
    void orderRepeatsCaseAndEmptyValuesSurvive() {
        assertSurvives(Headers.of("X-A", "1", "x-a", "2", "Host", "", "X-A", "1"));
        assertSurvives(Headers.none());
    }

    @Test
    void everyByteThatHttpCanCarrySurvivesAndTakesOneByte() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c <= 0xFF; c++) {
            all.append(c);
        }
        Headers headers = Headers.of("x", all.toString());
        assertSurvives(headers);
        assertThat(HeaderCodec.encode(headers)).hasSize(1 + 2 + 2 + 256);
        assertSurvives(Headers.of(all.toString(), ""));
    }

    @Test
    void usualNamesTakeAByteOrTwoInBothSpellingsAndSurviveInEveryOther() {
        Headers usual = Headers.of("content-type", "", "Content-Type", "", "X-Github-Delivery", "");
        assertThat(HeaderCodec.encode(usual).length).isLessThanOrEqualTo(1 + 3 * 3);
        assertSurvives(usual);
        assertSurvives(
                Headers.of("CONTENT-TYPE", "a", "Content-type", "b", "content-Type", "c", "X-GitHub-Delivery", "d"));
    }

    @Test
    void theNumbersOfNamesAreStoredAndNeverMove() {
        assertThat(HeaderNames.name(0)).isEqualTo("host");
        assertThat(HeaderNames.name(13)).isEqualTo("Content-Type");
        assertThat(HeaderNames.name(96)).isEqualTo("stripe-signature");
        assertThat(HeaderNames.name(162)).isEqualTo("x-zm-signature");
        assertThat(HeaderNames.number("not usual")).isEqualTo(-1);
        assertThatThrownBy(() -> HeaderNames.name(100_000)).hasMessageContaining("100000");
    }

    @Test
    void whatHttpCannotCarrySurvivesToo() {
        assertSurvives(Headers.of("x", "€", "y", "\ud800 half a pair", "z", "plain"));
    }

    @Test
    void aValueOfAnyLengthSurvives() {
        for (int length : new int[] {127, 128, 16_383, 16_384, 3_000_000}) {
            assertSurvives(Headers.of("x", "v".repeat(length)));
        }
    }

    @Test
    void randomListsSurvive() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            List<Header> lines = new ArrayList<>();
            int width = random.nextInt(10) == 0 ? 0x10000 : 0x100;
            for (int n = random.nextInt(20); n > 0; n--) {
                lines.add(new Header(text(random, width), text(random, width)));
            }
            assertSurvives(Headers.of(lines));
        }
    }

    @Test
    void bytesThatAreNoHeaderListAreRefusedAndNeverReadBeyondTheirEnd() {
        byte[] good = HeaderCodec.encode(Headers.of("name", "value"));
        for (int length = 2; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> HeaderCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> HeaderCodec.decode(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeaderCodec.decode(new byte[] {9})).isInstanceOf(IllegalArgumentException.class);
        byte[] huge = {1, -1, -1, -1, -1, 15};
        assertThatThrownBy(() -> HeaderCodec.decode(huge)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertSurvives(Headers headers) {
        assertThat(HeaderCodec.decode(HeaderCodec.encode(headers))).isEqualTo(headers);
    }

    private static String text(Random random, int width) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(200); n > 0; n--) {
            text.append((char) random.nextInt(width));
        }
        return text.toString();
    }
}
