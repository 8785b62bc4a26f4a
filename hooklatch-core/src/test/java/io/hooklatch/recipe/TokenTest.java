package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTest {
    private static final long NOW = 0;
    private static final Request BARE = Request.post("/in", Headers.none(), "{\"a\":{\"s\":\"new-token\"}}");

    @Test
    void aSharedTokenAuthenticatesAndDoesNotVerify() {
        Verifier verifier = verifier(Recipe.sharedToken("X-Gitlab-Token"));
        assertThat(verifier.verify(BARE.withHeader("x-gitlab-token", "new-token"), NOW))
                .isEqualTo(Verdict.authenticated("shared-token@1.0.0", "1"));
        assertThat(verifier.verify(BARE.withHeader("X-GITLAB-TOKEN", "old-token"), NOW)
                        .keyId())
                .contains("2");
    }

    @ParameterizedTest
    @CsvSource({
        "new-toke",
        "new-token2",
        "NEW-TOKEN",
        "' new-token'",
        "new-token;",
        "'new-token, old-token'",
        "*",
        "neẁ-token"
    })
    void anythingElseIsAMismatch(String token) {
        Verdict verdict = verifier(Recipe.sharedToken("x-t")).verify(BARE.withHeader("x-t", token), NOW);
        assertThat(verdict.reason()).contains(Reason.TOKEN_MISMATCH);
        assertThat(verdict.detail()).isEqualTo("shared-token token mismatch");
    }

    @Test
    void noTokenIsMissing() {
        for (Request request : List.of(BARE, BARE.withHeader("x-t", ""))) {
            Verdict verdict = verifier(Recipe.sharedToken("x-t")).verify(request, NOW);
            assertThat(verdict.reason()).contains(Reason.MISSING_TOKEN);
            assertThat(verdict.detail()).isEqualTo("missing token header: x-t");
        }
    }

    @Test
    void fault44_aRepeatedTokenIsNeverFirstOneWins() {
        Request twice = BARE.withHeader("x-t", "new-token").withHeader("X-T", "new-token");
        Verdict verdict = verifier(Recipe.sharedToken("x-t")).verify(twice, NOW);
        assertThat(verdict.reason()).contains(Reason.TOKEN_MISMATCH);
        assertThat(verdict.detail()).isEqualTo("token header is repeated: x-t");
    }

    @Test
    void aTokenBeyondAsciiIsComparedByItsBytes() {
        Verifier verifier = Recipe.sharedToken("x-t").build().verifier(List.of("schlüssel"), Map.of());
        String wire = new String("schlüssel".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(verifier.verify(BARE.withHeader("x-t", wire), NOW).accepted())
                .isTrue();
        assertThat(verifier.verify(BARE.withHeader("x-t", "schlüssel"), NOW).accepted())
                .isFalse();
        Verifier marked = Recipe.sharedToken("x-t").build().verifier(List.of("token-?"), Map.of());
        assertThat(marked.verify(BARE.withHeader("x-t", "token-\u0416"), NOW).accepted())
                .isFalse();
    }

    @Test
    void bearerTokens() {
        Verifier verifier = verifier(Recipe.bearerToken());
        for (String value : List.of("Bearer new-token", "bearer new-token", "BEARER new-token")) {
            assertThat(verifier.verify(BARE.withHeader("Authorization", value), NOW)
                            .accepted())
                    .isTrue();
        }
        assertThat(verifier.verify(BARE.withHeader("Authorization", "new-token"), NOW)
                        .detail())
                .isEqualTo("token does not begin with Bearer");
        assertThat(verifier.verify(BARE.withHeader("Authorization", "Bearer"), NOW)
                        .accepted())
                .isFalse();
        assertThat(verifier.verify(BARE.withHeader("Authorization", "Basic new-token"), NOW)
                        .accepted())
                .isFalse();
    }

    @Test
    void httpBasic() {
        Verifier verifier = Recipe.basicAuth().build().verifier(List.of("user:päss"), Map.of());
        String right = Base64.getEncoder().encodeToString("user:päss".getBytes(StandardCharsets.UTF_8));
        assertThat(verifier.verify(BARE.withHeader("Authorization", "Basic " + right), NOW)
                        .accepted())
                .isTrue();
        for (String wrong : List.of("", "!", "user:päss", right + "A", right.substring(1), "dXNlcjp4")) {
            assertThat(verifier.verify(BARE.withHeader("Authorization", "Basic " + wrong), NOW)
                            .reason())
                    .as(wrong)
                    .contains(Reason.TOKEN_MISMATCH);
        }
    }

    @Test
    void tokensInTheQueryTheFormOrTheBody() {
        assertThat(document("query key")
                        .verify(BARE.withTarget("/in?key=new%2Dtoken"), NOW)
                        .accepted())
                .isTrue();
        assertThat(document("json /a/s").verify(BARE, NOW).accepted()).isTrue();
        assertThat(document("json /a/x").verify(BARE, NOW).detail()).isEqualTo("missing token: json /a/x");
        assertThat(document("form key")
                        .verify(Request.post("/", Headers.none(), "x=1&key=new-token"), NOW)
                        .accepted())
                .isTrue();
        Verifier either = Recipe.parse("either", "{\"token\":{\"in\":[\"header x-t\",\"query key\"]}}")
                .verifier(List.of("new-token"), Map.of());
        assertThat(either.verify(BARE.withTarget("/in?key=new-token"), NOW).accepted())
                .isTrue();
        assertThat(either.verify(BARE.withTarget("/in?key=new-token").withHeader("x-t", "wrong"), NOW)
                        .accepted())
                .as("the first place that has one counts")
                .isFalse();
    }

    @Test
    void whatIsShownIsAccepted() {
        for (Recipe recipe : List.of(
                Recipe.sharedToken("x-t").build(),
                Recipe.bearerToken().build(),
                Recipe.basicAuth().build(),
                Recipe.parse("q", "{\"token\":{\"in\":\"query key\"}}"))) {
            Request signed = recipe.signer("user:nëw & token", Map.of()).sign(BARE, Names.none(), NOW);
            Verdict verdict =
                    recipe.verifier(List.of("user:nëw & token"), Map.of()).verify(signed, NOW);
            assertThat(verdict.kind()).as(recipe.name()).isEqualTo(Verdict.Kind.AUTHENTICATED);
        }
    }

    private static Verifier verifier(RecipeBuilder<?> builder) {
        return builder.build().verifier(List.of("new-token", "old-token"), Map.of());
    }

    private static Verifier document(String in) {
        return Recipe.parse("doc", "{\"token\":{\"in\":\"" + in + "\"}}").verifier(List.of("new-token"), Map.of());
    }
}
