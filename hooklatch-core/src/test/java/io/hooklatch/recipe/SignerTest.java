package io.hooklatch.recipe;

import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;
import static io.hooklatch.recipe.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignerTest {
    private static final Request BARE =
            Request.post("/in", Headers.of("content-type", "application/json"), Samples.BODY);
    private static final Names NAMES = new Names(Optional.of("d1"), Optional.of("e1"), Optional.of("a.b"));

    @Test
    void namesGoIntoTheHeadersWhereTheRecipeLooksForThem() {
        Request signed = Samples.signer("github").sign(BARE, NAMES, NOW);
        assertThat(signed.headers().all("x-github-delivery")).containsExactly("d1");
        assertThat(signed.headers().all("x-github-event")).containsExactly("a.b");
        assertThat(signed.headers().first("content-type")).contains("application/json");
        assertThat(signed.body()).isSameAs(BARE.body());
        assertThat(signed.target()).isEqualTo("/in");
    }

    @Test
    void headersThatAreThereAreKept() {
        Request prepared = BARE.withHeader("X-GitHub-Delivery", "mine").withHeader("X-GitHub-Event", "push");
        Request signed = Samples.signer("github").sign(prepared, NAMES, NOW);
        assertThat(signed.headers().all("x-github-delivery")).containsExactly("mine");
        assertThat(signed.headers().all("x-github-event")).containsExactly("push");
    }

    @Test
    void signingAgainReplacesSignatureAndTime() {
        for (String provider : Samples.PROVIDERS) {
            Request old = Samples.signer(provider).sign(BARE, NAMES, NOW - 1_000_000);
            Request signed = Samples.signer(provider).sign(old, NAMES, NOW);
            assertThat(signed.headers().size()).isEqualTo(old.headers().size());
            assertThat(Samples.verifier(provider).verify(signed, NOW).accepted())
                    .as(provider)
                    .isTrue();
        }
    }

    @Test
    void aSignedIdThatIsNotGivenIsMadeOfTheRequestAndTheTime() {
        Signer signer = Samples.signer("standard-webhooks");
        Request once = signer.sign(BARE, Names.none(), NOW);
        String id = once.headers().first("webhook-id").orElseThrow();
        assertThat(id).matches("msg_[0-9a-f]{24}");
        assertThat(signer.sign(BARE, Names.none(), NOW).headers().first("webhook-id"))
                .contains(id);
        assertThat(signer.sign(BARE, Names.none(), NOW + 1).headers().first("webhook-id"))
                .isNotEqualTo(Optional.of(id));
        assertThat(Samples.verifier("standard-webhooks").verify(once, NOW).accepted())
                .isTrue();
    }

    @Test
    void theFormatIsTheProvidersOwn() {
        assertThat(Samples.signer("stripe")
                        .sign(BARE, NAMES, NOW)
                        .headers()
                        .first("stripe-signature")
                        .orElseThrow())
                .matches("t=1760000000,v1=[0-9a-f]{64}");
        assertThat(Samples.signer("knock")
                        .sign(BARE, NAMES, NOW)
                        .headers()
                        .first("x-knock-signature")
                        .orElseThrow())
                .matches("t=1760000000000,s=[A-Za-z0-9+/]{43}=");
        assertThat(Samples.signer("github")
                        .sign(BARE, NAMES, NOW)
                        .headers()
                        .first("x-hub-signature-256")
                        .orElseThrow())
                .matches("sha256=[0-9a-f]{64}");
        assertThat(Samples.signer("standard-webhooks")
                        .sign(BARE, NAMES, NOW)
                        .headers()
                        .first("webhook-signature"))
                .get()
                .asString()
                .matches("v1,[A-Za-z0-9+/]{43}=");
    }

    @Test
    void signaturesInTheQuery() {
        Recipe recipe = Recipe.hmacSha256().in(From.query("sig")).base64().build();
        Request signed = recipe.signer("a-secret-of-ours", Map.of()).sign(BARE.withTarget("/in?a=1"), NAMES, NOW);
        assertThat(signed.target()).startsWith("/in?a=1&sig=");
        assertThat(recipe.verifier(List.of("a-secret-of-ours"), Map.of())
                        .verify(signed, NOW)
                        .accepted())
                .isTrue();
    }

    @Test
    void timesInHeadersOfEveryUnit() {
        for (TimestampUnit unit : EnumSet.complementOf(EnumSet.of(TimestampUnit.TEXT))) {
            Recipe recipe = Recipe.hmacSha256()
                    .header("x-sig")
                    .list(",")
                    .timestamp(header("x-time"), unit)
                    .signs(Part.timestamp(), Part.body())
                    .build();
            Request signed = recipe.signer("a-secret-of-ours", Map.of()).sign(BARE, NAMES, NOW);
            Verifier verifier = recipe.verifier(List.of("a-secret-of-ours"), Map.of("tolerance_s", "1"));
            assertThat(verifier.verify(signed, NOW).accepted()).isTrue();
            assertThat(verifier.verify(signed, NOW + 2000).accepted()).isFalse();
        }
    }

    @Test
    void aSignedValueThatIsMissingIsNamed() {
        Recipe recipe = Recipe.hmacSha256()
                .header("x-sig")
                .signs(Part.value(json("/none")), Part.body())
                .build();
        assertThatThrownBy(() -> recipe.signer("a-secret-of-ours", Map.of()).sign(BARE, NAMES, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the request cannot be signed for hmac-sha256: missing signed value: json /none;"
                        + " add it to the request");
    }

    @Test
    void unverifiedRecipesWriteNamesOnly() {
        Recipe recipe = Recipe.unverified().eventId(header("x-id")).build();
        Request signed = recipe.signer("", Map.of()).sign(BARE, NAMES, NOW);
        assertThat(signed.headers()).isEqualTo(BARE.headers().plus("x-id", "e1"));
        assertThat(recipe.verifier(List.of(), Map.of()).verify(signed, NOW)).isEqualTo(Verdict.unverified());
    }
}
