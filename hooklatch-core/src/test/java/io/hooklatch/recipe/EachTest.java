package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A proof in every element of an array. */
class EachTest {
    private static final Recipe TOKENS =
            Recipe.parse("acme", "{\"token\":{\"each\":\"json /value\",\"in\":\"json /s\"},\"dedupe\":\"json /id\"}");
    private static final Recipe SIGNATURES = Recipe.parse(
            "acme",
            "{\"signature\":{\"each\":\"json\",\"in\":\"json /sig\",\"algorithm\":\"hmac-sha256\",\"signs\":\"json /v\"},"
                    + "\"allow\":\"body-not-signed\"}");
    private static final List<String> SECRETS = List.of("new-secret", "old-secret");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"value":[{"s":"new-secret"}]}                        | ACCEPTED
            {"value":[{"s":"new-secret"},{"s":"old-secret"}]}     | ACCEPTED
            {"value":[{"s":"new-secret"},{"s":"x"}]}              | TOKEN_MISMATCH
            {"value":[{"s":"new-secret"},{}]}                     | MISSING_TOKEN
            {"value":[{"s":"new-secret"},"new-secret"]}           | MISSING_TOKEN
            {"value":[{"s":"new-secret"},null]}                   | MISSING_TOKEN
            {"value":[{"x":{"s":"new-secret"}}]}                  | MISSING_TOKEN
            {"value":[]}                                          | MISSING_TOKEN
            {"value":{"s":"new-secret"}}                          | MALFORMED_REQUEST
            {"other":[{"s":"new-secret"}]}                        | MALFORMED_REQUEST
            {"value":[{"s":"new-secret"}                          | MALFORMED_REQUEST
            {"value":[{"s":"x"}],"value":[{"s":"new-secret"}]}    | TOKEN_MISMATCH
            ``                                                    | MALFORMED_REQUEST
            """)
    void allElementsHaveToFit(String body, String outcome) {
        Verdict verdict = TOKENS.verifier(SECRETS, Map.of()).verify(Request.post("/in", Headers.none(), body), 0);
        assertThat(verdict.reason().map(Reason::name).orElse("ACCEPTED")).isEqualTo(outcome);
    }

    @Test
    void tooManyElementsAreRefused() {
        String body = "{\"value\":[" + "{\"s\":\"new-secret\"},".repeat(EachVerifier.MOST) + "{\"s\":\"new-secret\"}]}";
        Verdict verdict = TOKENS.verifier(SECRETS, Map.of()).verify(Request.post("/in", Headers.none(), body), 0);
        assertThat(verdict.reason()).contains(Reason.MALFORMED_REQUEST);
    }

    @Test
    void everyElementIsSignedInItsPlace() {
        Request unsigned = Request.post("/in", Headers.none(), "[ {\"v\":\"1\"}, {\"sig\":\"old\",\"v\":\"2\"} ]");

        Request signed = SIGNATURES.signer("new-secret", Map.of()).sign(unsigned, Names.none(), 0);

        Verifier verifier = SIGNATURES.verifier(SECRETS, Map.of());
        assertThat(verifier.verify(signed, 0).accepted()).isTrue();
        String body = new String(signed.body(), StandardCharsets.UTF_8);
        Request swapped = Request.post("/in", Headers.none(), body.replace("\"v\":\"1\"", "\"v\":\"2\""));
        assertThat(verifier.verify(swapped, 0).reason()).contains(Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", ""})
    void nothingToSignIsSaid(String body) {
        Signer signer = SIGNATURES.signer("new-secret", Map.of());
        Request request = Request.post("/in", Headers.none(), body);
        assertThatThrownBy(() -> signer.sign(request, Names.none(), 0))
                .hasMessageContaining("there is no element in its body; add one");
    }

    @Test
    void signedBytesAreThoseOfAllElements() {
        Verifier verifier = SIGNATURES.verifier(SECRETS, Map.of());
        Signer signer = SIGNATURES.signer("new-secret", Map.of());
        Request one =
                signer.sign(Request.post("/in", Headers.none(), "[{\"v\":\"1\"},{\"v\":\"2\"}]"), Names.none(), 0);
        Request spaced =
                signer.sign(Request.post("/in", Headers.none(), "[ {\"v\":\"1\"},{\"v\":\"2\"}]"), Names.none(), 0);
        Request other =
                signer.sign(Request.post("/in", Headers.none(), "[{\"v\":\"1\"},{\"v\":\"3\"}]"), Names.none(), 0);

        assertThat(verifier.dedupeKeys(spaced, Names.none()))
                .containsAnyElementsOf(verifier.dedupeKeys(one, Names.none()));
        assertThat(verifier.dedupeKeys(other, Names.none()))
                .doesNotContainAnyElementsOf(verifier.dedupeKeys(one, Names.none()));
    }
}
