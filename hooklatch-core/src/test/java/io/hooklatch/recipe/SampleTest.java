package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
    private static final Names NAMES = new Names(Optional.of("dlv-1"), Optional.of("evt-1"), Optional.of("order.paid"));
    private static final long NOW = 1_760_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "github", "standard-webhooks", "knock"})
    void aSignedSampleVerifiesAndSaysItsNames(String provider) {
        Recipe recipe = Catalogue.standard().find(provider).orElseThrow();
        String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

        Request signed = recipe.signer(secret, Map.of()).sign(recipe.sample("/in", NAMES), NAMES, NOW);

        Verifier verifier = recipe.verifier(List.of(secret), Map.of());
        assertThat(verifier.verify(signed, NOW).accepted()).isTrue();
        Names read = verifier.names(signed);
        assertThat(read.eventType()).isEqualTo(NAMES.eventType());
        assertThat(read.eventId().or(read::deliveryId)).isPresent();
    }

    @Test
    void namesGoWhereTheRecipeLooksFirst() {
        Recipe recipe = Recipe.unverified()
                .deliveryId(From.query("d"), From.header("x-d"))
                .eventId(From.json("/data/0/id"))
                .eventType(From.header("x-type"))
                .build();

        Request sample = recipe.sample("/in?a=1", NAMES);

        assertThat(sample.target()).isEqualTo("/in?a=1&d=dlv-1");
        assertThat(new String(sample.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"data\":[{\"id\":\"evt-1\"}],\"sample\":\"evt-1\"}");
        assertThat(sample.headers().first("x-type")).hasValue("order.paid");
    }

    @Test
    void aRecipeThatReadsFormsGetsAForm() {
        Recipe recipe = Recipe.unverified()
                .eventId(From.form("message id"))
                .eventType(From.json("/type"))
                .build();

        Request sample = recipe.sample("/in", NAMES);

        assertThat(sample.headers().first("content-type")).hasValue("application/x-www-form-urlencoded");
        assertThat(new String(sample.body(), StandardCharsets.US_ASCII)).isEqualTo("message+id=evt-1&sample=evt-1");
    }

    @Test
    void whatMakesDeliveriesOneEventIsSaidInWords() {
        assertThat(Catalogue.standard().find("stripe").orElseThrow().dedupesBy())
                .isEqualTo("json /id");
        assertThat(Catalogue.standard().find("github").orElseThrow().dedupesBy())
                .isEqualTo("header x-github-delivery, and signed bytes");
        assertThat(Recipe.hmacSha256().header("x-s").build().dedupesBy()).isEqualTo("body digest");
        Recipe own = Recipe.hmacSha256().header("x-s").build();
        assertThat(own.withDedupeBy(From.header("a"), From.json("/b")).dedupesBy())
                .isEqualTo("header a + json /b");
        assertThat(own.withDedupeBy().dedupesBy()).isEqualTo("nothing");
    }
}
