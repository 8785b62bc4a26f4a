package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed parts that are made of JSON. */
class JsonPartTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { "b" : 1.50, "a": [ true , null ] } | {"a":[true,null],"b":1.50}   | {"b":1.50,"a":[true,null]}
            "a/b é 😀 \\u001F \\u0008\\t\\"\\\\"  | "a/b é 😀 \\u001f \\b\\t\\"\\\\" | "a\\/b \\u00e9 \\ud83d\\ude00 \\u001f \\b\\t\\"\\\\"
            {"é":{"z":{},"y":[]}}                | {"é":{"y":[],"z":{}}}         | {"\\u00e9":{"z":{},"y":[]}}
            1E+2                                 | 1E+2                          | 1E+2
            """)
    void jsonIsWrittenAsItsSenderDoes(String json, String sorted, String php) {
        assertThat(written(JsonStyle.SORTED, json)).contains(sorted);
        assertThat(written(JsonStyle.PHP, json)).contains(php);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "[{\"a\":1,\"b\":0,\"a\":1}]", "1 2", "nope", "{\"a\":}"})
    void whatHasNoSingleReadingIsRefused(String json) {
        assertThat(written(JsonStyle.SORTED, json)).isEmpty();
        assertThat(written(JsonStyle.PHP, json)).isEmpty();
    }

    @Test
    void depthIsBounded() {
        assertThat(written(JsonStyle.SORTED, "[".repeat(500) + "]".repeat(500))).isPresent();
        assertThat(written(JsonStyle.SORTED, "[".repeat(100_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"x":{"a": 1 },"s":"2"}     | /x   | {"a": 1 }
            {"s":" [] ","x":"\\u0041"}  | /x   | "\\u0041"
            {"x":[1, 2.50e3 ,true]}     | /x/1 | 2.50e3
            {"x":1,"x":2}               | /x   | 1
            {"x": null }                | /x   | null
            [[],[ 7]]                   | /1/0 | 7
            """)
    void theBytesOfAValueAreFound(String json, String pointer, String value) {
        byte[] document = json.getBytes(StandardCharsets.UTF_8);
        assertThat(JsonRange.of(document, JsonPaths.segments(pointer)))
                .map(range -> new String(range.in(document), StandardCharsets.UTF_8))
                .contains(value);
    }

    @Test
    void anAbsentValueMayCountAsNothing() {
        Recipe recipe = Recipe.parse(
                "acme",
                "{\"signature\":{\"in\":\"header x-s\",\"algorithm\":\"hmac-sha256\","
                        + "\"signs\":[{\"if_any\":\"json /a\"},\"json /b\"]},\"allow\":\"body-not-signed\"}");
        Signer signer = recipe.signer("a-secret-of-ours", Map.of());
        Verifier verifier = recipe.verifier(List.of("a-secret-of-ours"), Map.of());
        Request without = Request.post("/in", Headers.none(), "{\"b\":\"1\"}");
        String signature =
                signer.sign(without, Names.none(), 0).headers().first("x-s").orElseThrow();
        for (String body : List.of("{\"b\":\"1\"}", "{\"a\":null,\"b\":\"1\"}", "{\"a\":\"\",\"b\":\"1\"}")) {
            Request request = Request.post("/in", Headers.of("x-s", signature), body);
            assertThat(verifier.verify(request, 0).accepted()).as(body).isTrue();
        }
        Request other = Request.post("/in", Headers.of("x-s", signature), "{\"a\":\"0\",\"b\":\"1\"}");
        assertThat(verifier.verify(other, 0).accepted()).isFalse();
    }

    @Test
    void theSecretWithinTheBodyNeedsADigest() {
        String hmac = "{\"signature\":{\"in\":\"header x-s\",\"algorithm\":\"hmac-sha256\","
                + "\"signs\":{\"secret_in\":\"json /a\"}}}";
        assertThatThrownBy(() -> Recipe.parse("acme", hmac)).hasMessageContaining("must not sign the secret itself");
        assertThatThrownBy(() -> Part.rawJson(From.header("x"))).hasMessageContaining("is no JSON pointer");
    }

    private static Optional<String> written(JsonStyle style, String json) {
        return style.of(json.getBytes(StandardCharsets.UTF_8)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
