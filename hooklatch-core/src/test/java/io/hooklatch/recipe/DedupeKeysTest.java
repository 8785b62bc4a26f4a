package io.hooklatch.recipe;

import static io.hooklatch.recipe.From.bodyDigest;
import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;
import static io.hooklatch.recipe.Samples.NOW;
import static io.hooklatch.recipe.Samples.signed;
import static io.hooklatch.recipe.Samples.verifier;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DedupeKeysTest {
    private static final String SECRET = "a-secret-of-ours";
    private static final Request BARE = Request.post("/", Headers.none(), Samples.BODY);

    @Test
    void aSignedIdIsTheOnlyKey() {
        assertThat(keys(verifier("stripe"), signed("stripe"))).containsExactly(new DedupeKey("evt_1", "json /id"));
        assertThat(keys(verifier("knock"), signed("knock"))).containsExactly(new DedupeKey("evt_1", "json /id"));
        assertThat(keys(verifier("standard-webhooks"), signed("standard-webhooks")))
                .containsExactly(new DedupeKey("dlv-1", "header webhook-id"));
    }

    @Test
    void fault50_aGithubRequestSentAgainUnderAnotherIdIsTheSameEvent() {
        Request first = signed("github");
        Request again =
                first.withHeaders(first.headers().without("x-github-delivery").plus("x-github-delivery", "forged"));
        assertThat(verifier("github").verify(again, NOW).accepted()).isTrue();
        List<DedupeKey> keys = keys(verifier("github"), first);
        List<DedupeKey> forged = keys(verifier("github"), again);
        assertThat(keys)
                .containsExactly(
                        new DedupeKey("dlv-1", "header x-github-delivery"),
                        new DedupeKey(Hash.hex(first.body()), "body digest"));
        assertThat(forged.get(0)).isNotEqualTo(keys.get(0));
        assertThat(forged.get(1)).isEqualTo(keys.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "knock", "standard-webhooks", "github"})
    void fault50_aResentRequestSharesAKeyWhateverUnsignedHeadersItCarries(String provider) {
        Request first = signed(provider);
        Request again = first.withHeader("x-knock-event", "other")
                .withHeader("x-github-event", "other")
                .withHeader("idempotency-key", "other")
                .withTarget("/elsewhere?id=9");
        assertThat(verifier(provider).verify(again, NOW).accepted()).isTrue();
        assertThat(keys(verifier(provider), again)).containsAnyElementsOf(keys(verifier(provider), first));
    }

    @Test
    void fault50_anUnsignedIdOfAUsersRecipeHasTheDigestOfTheSignedBytesBesideIt() {
        Recipe recipe = Recipe.hmacSha256()
                .header("x-sig")
                .timestamp(header("x-time"), TimestampUnit.SECONDS)
                .signs(Part.timestamp(), Part.text("."), Part.body())
                .eventId(header("x-id"))
                .build();
        Verifier verifier = recipe.verifier(List.of(SECRET), Map.of());
        Request first = sign(recipe, "id-1", NOW);
        Request forged = first.withHeaders(first.headers().without("x-id").plus("x-id", "id-2"));
        Request retry = sign(recipe, "id-1", NOW + 5000);
        Request next = sign(recipe, "id-3", NOW + 5000);
        List<DedupeKey> keys = keys(verifier, first);
        assertThat(keys).extracting(DedupeKey::source).containsExactly("header x-id", "signed bytes");
        assertThat(verifier.verify(forged, NOW).accepted()).isTrue();
        assertThat(keys(verifier, forged).get(1)).isEqualTo(keys.get(1));
        assertThat(keys(verifier, retry)).contains(keys.get(0)).doesNotContain(keys.get(1));
        assertThat(keys(verifier, next)).doesNotContainAnyElementsOf(keys);
    }

    @Test
    void withoutAnIdTheBodyIsTheKey() {
        Recipe recipe = Recipe.hmacSha256().header("x-sig").build();
        Verifier verifier = recipe.verifier(List.of(SECRET), Map.of());
        assertThat(keys(verifier, BARE)).containsExactly(new DedupeKey(Hash.hex(BARE.body()), "body digest"));
        assertThat(keys(verifier, BARE.withBody(new byte[0]))).isEmpty();
    }

    @Test
    void anAbsentIdFallsBackToTheBody() {
        Request noId = signed("stripe", Samples.utf8("{\"type\":\"x\"}"));
        assertThat(keys(verifier("stripe"), noId)).extracting(DedupeKey::source).containsExactly("body digest");
    }

    @Test
    void anExplicitRuleGivesExactlyItsKey() {
        Request request = signed("github");
        assertThat(keys(with(Samples.recipe("github").withDedupeBy(header("x-github-delivery"))), request))
                .containsExactly(new DedupeKey("dlv-1", "header x-github-delivery"));
        assertThat(keys(with(Samples.recipe("github").withDedupeBy(json("/data/id"), json("/type"))), request))
                .containsExactly(new DedupeKey("obj_1|thing.happened", "json /data/id + json /type"));
        assertThat(keys(with(Samples.recipe("github").withDedupeBy(bodyDigest())), request))
                .containsExactly(new DedupeKey(Hash.hex(request.body()), "body digest"));
        assertThat(keys(with(Samples.recipe("github").withDedupeBy()), request)).isEmpty();
        assertThat(keys(with(Samples.recipe("github").withDedupeBy(json("/data/id"), json("/none"))), request))
                .containsExactly(new DedupeKey(Hash.hex(request.body()), "body digest"));
    }

    @Test
    void joinedValuesAreNeverMistakenForOthers() {
        Recipe recipe =
                Recipe.unverified().dedupeBy(header("x-a"), header("x-b")).build();
        Verifier verifier = recipe.verifier(List.of(), Map.of());
        DedupeKey one = keys(verifier, BARE.withHeader("x-a", "1|2").withHeader("x-b", "3"))
                .get(0);
        DedupeKey other = keys(verifier, BARE.withHeader("x-a", "1").withHeader("x-b", "2|3"))
                .get(0);
        DedupeKey slash = keys(verifier, BARE.withHeader("x-a", "1\\").withHeader("x-b", "2|3"))
                .get(0);
        assertThat(List.of(one, other, slash)).doesNotHaveDuplicates();
    }

    @Test
    void aGivenEventIdIsTheKey() {
        Names given = new Names(Optional.empty(), Optional.of("mine"), Optional.empty());
        assertThat(verifier("stripe").dedupeKeys(signed("stripe"), given))
                .containsExactly(new DedupeKey("mine", "json /id"));
        Verifier plain = Recipe.hmacSha256().header("x-sig").build().verifier(List.of(SECRET), Map.of());
        assertThat(plain.dedupeKeys(BARE, given)).containsExactly(new DedupeKey("mine", "given event id"));
        Names odd = new Names(Optional.empty(), Optional.of("x".repeat(5000)), Optional.empty());
        assertThat(plain.dedupeKeys(BARE, odd).get(0).value()).startsWith("sha256:");
    }

    @Test
    void neverMoreKeysThanADeliveryMayHave() {
        for (String provider : Samples.PROVIDERS) {
            assertThat(keys(verifier(provider), signed(provider))).hasSizeBetween(1, 2);
        }
    }

    private static Request sign(Recipe recipe, String id, long now) {
        Names names = new Names(Optional.empty(), Optional.of(id), Optional.empty());
        return recipe.signer(SECRET, Map.of()).sign(BARE, names, now);
    }

    private static Verifier with(Recipe recipe) {
        return recipe.verifier(List.of(Samples.SECRETS.get("github")), Map.of());
    }

    private static List<DedupeKey> keys(Verifier verifier, Request request) {
        return verifier.dedupeKeys(request, verifier.names(request));
    }
}
