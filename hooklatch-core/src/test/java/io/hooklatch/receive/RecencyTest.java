package io.hooklatch.receive;

import static io.hooklatch.receive.Recency.time;
import static io.hooklatch.receive.Recency.version;
import static io.hooklatch.recipe.From.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecencyTest {
    private static final Recency VERSION = version(header("x-version"));
    private static final Recency TIME = time(header("x-time"));

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "-0, 0, 0",
        "7, 7, 0",
        "007, 7, 0",
        "1.5, 1, 500000000",
        "-1.5, -2, 500000000",
        "1e3, 1000, 0",
        "1.0000000019, 1, 1",
        "9223372036854775807, 9223372036854775807, 0",
        "-9223372036854775808, -9223372036854775808, 0",
    })
    void numbersAreVersionsToNineDecimals(String text, long whole, int nanos) {
        assertThat(VERSION.read(text)).contains(new Version(whole, nanos));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "v1",
                "1.2.3",
                "1,5",
                "0x10",
                "NaN",
                "9223372036854775808",
                "1e19",
                "1e99",
                "١",
                "true",
                "2026-01-01T00:00:00Z"
            })
    void whatIsNoVersionOfThatRangeSaysNothing(String text) {
        assertThat(VERSION.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 1767225600, 0",
        "2026-01-01T01:00:00+01:00, 1767225600, 0",
        "2025-12-31T19:00:00.25-05:00, 1767225600, 250000000",
        "2026-01-01T00:00:00, 1767225600, 0",
        "2026-01-01 00:00:00, 1767225600, 0",
        "2026-01-01, 1767225600, 0",
        "1767225600, 1767225600, 0",
        "1767225600.000200, 1767225600, 200000",
        "1767225600123, 1767225600, 123000000",
        "1767225600123456, 1767225600, 123456000",
        "1767225600123456789, 1767225600, 123456789",
        "-1, -1, 0",
    })
    void timesAreReadInTheirUsualForms(String text, long seconds, int nanos) {
        assertThat(TIME.read(text)).contains(new Version(seconds, nanos));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-13-01",
                "2026-01-01T25:00:00Z",
                "Thu, 01 Jan 2026 00:00:00 GMT",
                "T",
                "----"
            })
    void whatIsNoTimeSaysNothing(String text) {
        assertThat(TIME.read(text)).isEmpty();
    }

    @Test
    void aVeryLongTextSaysNothingAndCostsNothing() {
        assertThat(VERSION.read("1".repeat(1_000_000))).isEmpty();
        assertThat(TIME.read("1".repeat(1_000_000))).isEmpty();
    }

    @Test
    void itSaysWhereItIsRead() {
        assertThat(VERSION).hasToString("version header x-version");
        assertThat(TIME).hasToString("time header x-time");
    }
}
