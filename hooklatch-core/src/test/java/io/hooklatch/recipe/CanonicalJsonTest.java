package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { "b" : 1, "a" : [ true , null, {} ] } | {"a":[true,null,{}],"b":1}
            {"\\u20ac":"x\\/y\\u0041","\\r":"\\u0007\\n","1":"é"} | {"\\r":"\\u0007\\n","1":"é","€":"x/yA"}
            {"b":0,"a":1,"a":2} | {"b":0,"a":1,"a":2}
            [] | []
            "x" | "x"
            {"a":1 | {"a":1
            {"a":1} {} | {"a":1} {}
            {"a":1e999} | {"a":1e999}
            """)
    void namesAreSortedAndWhiteSpaceIsGone(String json, String canonical) {
        assertThat(canonical(json)).isEqualTo(canonical);
    }

    /** The doubles of RFC 8785, appendix B, and the borders of ECMA-262. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0, 0",
        "5e-324, 5e-324",
        "-5e-324, -5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "9007199254740992, 9007199254740992",
        "295147905179352830000, 295147905179352830000",
        "9.999999999999997e22, 9.999999999999997e+22",
        "1e23, 1e+23",
        "1.0000000000000001e23, 1.0000000000000001e+23",
        "999999999999999700000, 999999999999999700000",
        "999999999999999900000, 999999999999999900000",
        "1e21, 1e+21",
        "1e20, 100000000000000000000",
        "9.999999999999997e-7, 9.999999999999997e-7",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "333333333.3333332, 333333333.3333332",
        "333333333.33333325, 333333333.33333325",
        "333333333.3333334, 333333333.3333334",
        "-0.0000033333333333333333, -0.0000033333333333333333",
        "1424953923781206.25, 1424953923781206.2",
        "5.684341886080802e-14, 5.684341886080802e-14",
        "2.0e-3, 0.002",
        "2e23, 2e+23",
        "1.50, 1.5",
        "4.50, 4.5",
        "1E30, 1e+30",
        "10, 10",
        "123456789012345678901234567890, 1.2345678901234568e+29"
    })
    void numbersAreWrittenAsEcmaScriptDoes(String json, String written) {
        assertThat(canonical("[" + json + "]")).isEqualTo("[" + written + "]");
    }

    /** A character beyond the basic plane begins with a surrogate and so comes before U+FB33. */
    @Test
    void namesAreSortedByTheirUtf16Units() {
        assertThat(canonical("{\"\uFB33\":1,\"\uD83D\uDE00\":2}")).isEqualTo("{\"\uD83D\uDE00\":2,\"\uFB33\":1}");
    }

    @Test
    void deepNestingEndsTheReading() {
        String deep = "[".repeat(200) + "]".repeat(200);
        assertThat(canonical(deep + " ")).isEqualTo(deep + " ");
        assertThat(canonical("")).isEmpty();
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.of(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
