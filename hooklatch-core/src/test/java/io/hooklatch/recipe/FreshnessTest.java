package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
    private static final long NOW = 1_760_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "SECONDS, 1759999700, 0, ''",
        "SECONDS, 1759999700, 999, ''",
        "SECONDS, 1759999699, 0, '301 s old, 300 s allowed'",
        "SECONDS, 1760000300, 0, ''",
        "SECONDS, 1760000301, 999, '301 s in the future, 300 s allowed'",
        "SECONDS, 1759999588, 0, '412 s old, 300 s allowed'",
        "MILLISECONDS, 1759999700000, 0, ''",
        "MILLISECONDS, 1759999699999, 0, '301 s old, 300 s allowed'",
        "MILLISECONDS, 1760000300000, 0, ''",
        "MILLISECONDS, 1760000300001, 0, '301 s in the future, 300 s allowed'",
        "ISO_8601, 2025-10-09T08:53:20Z, 0, ''",
        "ISO_8601, 2025-10-09T10:53:20.123+02:00, 0, ''",
        "ISO_8601, 2025-10-09T03:53:20-05:00, 0, ''",
        "ISO_8601, 2025-10-09T08:53:20, 0, ''",
        "ISO_8601, 2025-10-09T08:53:20.123456, 0, ''",
        "ISO_8601, 2025-10-09T08:53:20+01:00, 0, '3600 s old, 300 s allowed'",
        "ISO_8601, 2025-10-09T09:53:20, 0, '3600 s in the future, 300 s allowed'"
    })
    void theWindowIsTheSameOnBothSides(TimestampUnit unit, String text, long millis, String outside) {
        Scratch scratch = scratch(text);
        boolean fresh = new Freshness(unit, 300).check(scratch, NOW + millis);
        assertThat(fresh).isEqualTo(outside.isEmpty());
        if (!fresh) {
            assertThat(scratch.reason()).isEqualTo(Reason.TIMESTAMP_OUTSIDE_TOLERANCE);
            assertThat(scratch.detail()).isEqualTo("timestamp outside tolerance: " + outside);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS, 1e9",
        "SECONDS, ' 1'",
        "SECONDS, '1 '",
        "SECONDS, +1",
        "SECONDS, 1234567890123456",
        "SECONDS, ''",
        "MILLISECONDS, 1.0",
        "MILLISECONDS, ٣",
        "ISO_8601, 1760000000",
        "ISO_8601, 2025-13-01T00:00:00Z",
        "ISO_8601, 2025-10-09",
        "ISO_8601, yesterday",
        "ISO_8601, ''",
        "ISO_8601, +999999999-01-01T00:00:00Z"
    })
    void whatIsNoTimeOfItsUnitIsMalformed(TimestampUnit unit, String text) {
        Scratch scratch = scratch(text);
        assertThat(new Freshness(unit, 300).check(scratch, NOW)).isFalse();
        assertThat(scratch.reason()).isEqualTo(Reason.MALFORMED_TIMESTAMP);
    }

    @Test
    void withoutALimitEveryReadableTimeIsFresh() {
        assertThat(new Freshness(TimestampUnit.SECONDS, 0).check(scratch("1"), NOW))
                .isTrue();
        assertThat(new Freshness(TimestampUnit.SECONDS, 0).check(scratch("x"), NOW))
                .isFalse();
    }

    @Test
    void theClockMayStandAnywhere() {
        for (long now : new long[] {Long.MIN_VALUE / 2, -1, 0, Long.MAX_VALUE / 2}) {
            assertThat(new Freshness(TimestampUnit.SECONDS, 300).check(scratch("1760000000"), now))
                    .isFalse();
            assertThat(new Freshness(TimestampUnit.MILLISECONDS, 300).check(scratch("1760000000000"), now))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"SECONDS, 1760000000", "MILLISECONDS, 1760000000123", "ISO_8601, 2025-10-09T08:53:20.123Z"})
    void writesWhatItReads(TimestampUnit unit, String text) {
        assertThat(Freshness.write(unit, NOW + 123)).isEqualTo(text);
        assertThat(new Freshness(unit, 1).check(scratch(text), NOW + 123)).isTrue();
    }

    private static Scratch scratch(String time) {
        Scratch scratch = new Scratch(new Candidates(Encoding.HEX, 32), List.of(), 0, 0);
        scratch.time(time, 0, time.length());
        return scratch;
    }
}
