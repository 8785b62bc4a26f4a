package io.hooklatch.recipe;

import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;
import static io.hooklatch.recipe.From.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakesTest {
    private static final String SECRET = "a secret of this test";
    private static final Handshake ECHO =
            Handshake.named("echo").method("GET").has(query("c")).answerText("{query c}");

    @Test
    void aChallengeIsSentBackAsTextThatNoBrowserTakesForHtml() {
        HandshakeReply reply = reply(ECHO, get("/hooks?c=%3Cscript%3E&d=1")).orElseThrow();
        assertThat(text(reply)).isEqualTo("<script>");
        assertThat(reply.answer().status()).isEqualTo(200);
        assertThat(reply.answer().headers())
                .isEqualTo(
                        Headers.of("content-type", "text/plain; charset=utf-8", "x-content-type-options", "nosniff"));
        assertThat(reply.verdict().kind()).isEqualTo(Verdict.Kind.UNVERIFIED);
        assertThat(reply.verdict().detail()).isEqualTo("handshake echo");
    }

    @Test
    void whatIsNoHandshakeHasNoReply() {
        assertThat(reply(ECHO, get("/hooks"))).isEmpty();
        assertThat(reply(ECHO, get("/hooks?c="))).isEmpty();
        assertThat(reply(ECHO, Request.post("/hooks?c=1", Headers.none(), "{}")))
                .isEmpty();
    }

    @Test
    void fault59_aValueThatIsTooLongIsNotSentBack() {
        assertThat(text(reply(ECHO, get("/hooks?c=" + "x".repeat(2048))).orElseThrow()))
                .hasSize(2048);
        HandshakeReply refused =
                reply(ECHO, get("/hooks?c=" + "x".repeat(2049))).orElseThrow();
        assertThat(refused.answer().status()).isEqualTo(403);
        assertThat(refused.answer().body()).isEmpty();
        assertThat(refused.verdict().reason()).contains(Reason.HANDSHAKE_REFUSED);
        assertThat(refused.verdict().detail()).contains("2049 characters").doesNotContain("xxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%0d%0aSet-Cookie:%20x=1", "a%0ab", "a%00", "a%1b[2J", "%7f", "a%c2%85b"})
    void fault59_controlCharactersAreSentBackNeitherInABodyNorInAHeader(String value) {
        Handshake inHeader =
                Handshake.named("header").method("GET").has(query("c")).answerHeader("x-echo", "{query c}");
        for (Handshake handshake : List.of(ECHO, inHeader)) {
            HandshakeReply refused = reply(handshake, get("/hooks?c=" + value)).orElseThrow();
            assertThat(refused.answer()).usingRecursiveComparison().isEqualTo(Answer.bare(403));
        }
    }

    @Test
    void fault59_aHeaderTakesVisibleAsciiOnly() {
        Handshake inHeader =
                Handshake.named("header").method("GET").has(query("c")).answerHeader("x-echo", "{query c}");
        assertThat(reply(inHeader, get("/hooks?c=a%20b")).orElseThrow().answer().headers())
                .isEqualTo(Headers.of("x-echo", "a b"));
        for (String value : List.of("%c3%a9", "%20a", "a%20", "%ff")) {
            assertThat(reply(inHeader, get("/hooks?c=" + value))
                            .orElseThrow()
                            .answer()
                            .headers())
                    .as(value)
                    .isEqualTo(Headers.none());
        }
    }

    @Test
    void aJsonAnswerEscapesWhatIsSentBackAndKeepsNumbersNumbers() {
        Handshake handshake = Handshake.named("json")
                .has(json("/c"))
                .answerJson(Map.of("c", "{json /c}", "with", List.of("id {json /c}", 7L, true)));
        assertThat(text(reply(handshake, Request.post("/hooks", Headers.none(), "{\"c\":\"a\\\"b\"}"))
                        .orElseThrow()))
                .contains("\"c\":\"a\\\"b\"", "[\"id a\\\"b\",7,true]");
        assertThat(text(reply(handshake, Request.post("/hooks", Headers.none(), "{\"c\":12.50}"))
                        .orElseThrow()))
                .contains("\"c\":12.50", "\"id 12.50\"");
    }

    @Test
    void aTokenIsComparedWithTheOptionAndNothingIsAnsweredWithoutOne() {
        Handshake handshake = Handshake.named("subscribe")
                .method("GET")
                .has(query("c"))
                .requires(query("t"), "option verify_token")
                .answerText("{query c}");
        Recipe recipe = Recipe.hmacSha256().header("x-sig").handshake(handshake).build();
        Map<String, String> set = Map.of("verify_token", "the-token");
        assertThat(recipe.handshakes(List.of(SECRET), set)
                        .reply(get("/h?c=1&t=the-token"), 0, HandshakesTest::unsigned)
                        .orElseThrow()
                        .verdict()
                        .kind())
                .isEqualTo(Verdict.Kind.AUTHENTICATED);
        for (String target : List.of("/h?c=1&t=the-tokem", "/h?c=1", "/h?c=1&t=")) {
            HandshakeReply reply = recipe.handshakes(List.of(SECRET), set)
                    .reply(get(target), 0, HandshakesTest::unsigned)
                    .orElseThrow();
            assertThat(reply.answer().status()).isEqualTo(403);
            assertThat(reply.verdict().reason()).contains(Reason.TOKEN_MISMATCH);
        }
        HandshakeReply closed = recipe.handshakes(List.of(SECRET), Map.of())
                .reply(get("/h?c=1&t="), 0, HandshakesTest::unsigned)
                .orElseThrow();
        assertThat(closed.answer().status()).isEqualTo(403);
        assertThat(closed.verdict().detail()).isEqualTo("handshake subscribe: the option verify_token is not set");
        assertThat(recipe.handshakes(List.of(SECRET), set).credentialParameters())
                .containsExactly("t");
        assertThat(recipe.secretOptionNames()).containsExactly("verify_token");
    }

    @Test
    void aHandshakeThatHasToBeSignedIsRefusedAsTheVerifierSays() {
        Handshake handshake =
                Handshake.named("signed").has(json("/c")).verified().answerText("{json /c}");
        Request request = Request.post("/h", Headers.none(), "{\"c\":\"1\"}");
        assertThat(reply(handshake, request).orElseThrow().answer().status()).isEqualTo(401);
        Recipe recipe = Recipe.hmacSha256().header("x-sig").handshake(handshake).build();
        HandshakeReply reply = recipe.handshakes(List.of(SECRET), Map.of())
                .reply(request, 0, () -> Verdict.verified(recipe.id(), "1"))
                .orElseThrow();
        assertThat(reply.verdict().kind()).isEqualTo(Verdict.Kind.VERIFIED);
        assertThat(text(reply)).isEqualTo("1");
    }

    @Test
    void aLargeBodyIsNeverLookedInto() {
        Handshake handshake = Handshake.named("body").has(json("/c")).answerText("{json /c}");
        String large = "{\"c\":\"1\",\"pad\":\"" + "x".repeat(HandshakeMatch.MAX_BODY) + "\"}";
        assertThat(reply(handshake, Request.post("/h", Headers.none(), large))).isEmpty();
    }

    @Test
    void aSecretIsNeverShownToTheSender() {
        for (String template : List.of("{secret}", "{option verify_token}", "{option private_key}")) {
            assertThat(refusal(Handshake.named("leak").method("GET").answerText(template)))
                    .contains("must not be shown to the sender");
        }
    }

    @Test
    void aRepeatedHeaderWithTwoValuesIsNotSentBack() {
        Handshake handshake = Handshake.named("h").has(header("x-c")).answerHeader("x-c", "{header x-c}");
        Request twice = Request.post("/h", Headers.of("X-C", "1", "X-C", "2"), "");
        assertThat(reply(handshake, twice)).isEmpty();
    }

    private static String refusal(Handshake handshake) {
        try {
            Recipe.hmacSha256().header("x-sig").handshake(handshake).build();
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Verdict unsigned() {
        return Verdict.refused("test@1.0.0", Reason.MISSING_SIGNATURE, "missing signature header: x-sig");
    }

    @ParameterizedTest
    @CsvSource({"client-id-new, 200", "client-id-old, 200", "client-id-other, 403"})
    void whileTwoSecretsAreLiveEachIsTheExpectedOne(String shown, int status) {
        Request request = get("/hooks").withHeaders(Headers.of("x-adobesign-clientid", shown));
        Handshakes handshakes = Catalogue.standard()
                .find("adobe-sign")
                .orElseThrow()
                .handshakes(List.of("client-id-new", "client-id-old"), Map.of());

        assertThat(handshakes.reply(request, 0, HandshakesTest::unsigned))
                .hasValueSatisfying(reply -> assertThat(reply.answer().status()).isEqualTo(status));
    }

    private static Optional<HandshakeReply> reply(Handshake handshake, Request request) {
        return Recipe.hmacSha256()
                .header("x-sig")
                .handshake(handshake)
                .build()
                .handshakes(List.of(SECRET), Map.of())
                .reply(request, 0, HandshakesTest::unsigned);
    }

    private static Request get(String target) {
        return new Request("GET", target, Headers.none(), new byte[0], "");
    }

    private static String text(HandshakeReply reply) {
        return new String(reply.answer().body(), StandardCharsets.UTF_8);
    }
}
