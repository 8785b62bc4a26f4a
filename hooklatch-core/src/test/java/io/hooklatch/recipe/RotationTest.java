package io.hooklatch.recipe;

import static io.hooklatch.recipe.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several live secrets against several presented signatures. */
class RotationTest {
    private static final Recipe STRIPE = Samples.recipe("stripe");
    private static final Request BARE = Request.post("/", Headers.none(), Samples.BODY);

    @Test
    void theKeyIdIsThePlaceOfTheSecretThatFits() {
        List<String> secrets = List.of("secret-one", "secret-two", "secret-three", "secret-four");
        Verifier verifier = STRIPE.verifier(secrets, Map.of());
        for (int i = 0; i < secrets.size(); i++) {
            Verdict verdict = verifier.verify(signed(secrets.get(i)), NOW);
            assertThat(verdict.keyId()).contains(Integer.toString(i + 1));
        }
        assertThat(verifier.verify(signed("secret-five"), NOW).reason()).contains(Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void everySecretMeetsEverySignature() {
        List<String> all = List.of("secret-one", "secret-two", "secret-three");
        for (int live = 1; live < 8; live++) {
            for (int presented = 1; presented < 8; presented++) {
                Verdict verdict = STRIPE.verifier(chosen(all, live), Map.of())
                        .verify(signed(chosen(all, presented).toArray(String[]::new)), NOW);
                boolean common = (live & presented) != 0;
                assertThat(verdict.accepted())
                        .as("live %s, presented %s", live, presented)
                        .isEqualTo(common);
            }
        }
    }

    @Test
    void aMalformedSignatureBesideOneThatFitsIsPassedOver() {
        Request good = signed("secret-one");
        String value = good.headers().first("stripe-signature").orElseThrow();
        Request more = good.withHeaders(Headers.of("stripe-signature", value.replace("v1=", "v1=zz,v1=,v1=")));
        assertThat(STRIPE.verifier(List.of("secret-one"), Map.of())
                        .verify(more, NOW)
                        .accepted())
                .isTrue();
    }

    @Test
    void theSameSecretTwiceCountsAsTheFirst() {
        Verifier verifier = STRIPE.verifier(List.of("secret-one", "secret-one"), Map.of());
        assertThat(verifier.verify(signed("secret-one"), NOW).keyId()).contains("1");
    }

    @Test
    void aRecipeMayAllowItsHeaderToRepeat() {
        Recipe recipe = Recipe.hmacSha256().header("x-sig").repeats().build();
        Request first = recipe.signer("secret-one", Map.of()).sign(BARE, Names.none(), NOW);
        Request second = recipe.signer("secret-two", Map.of()).sign(BARE, Names.none(), NOW);
        Request both = BARE.withHeader("x-sig", first.headers().first("x-sig").orElseThrow())
                .withHeader("X-Sig", second.headers().first("x-sig").orElseThrow());
        for (String live : List.of("secret-one", "secret-two")) {
            assertThat(recipe.verifier(List.of(live), Map.of())
                            .verify(both, NOW)
                            .accepted())
                    .isTrue();
        }
        assertThat(recipe.verifier(List.of("secret-three"), Map.of())
                        .verify(both, NOW)
                        .reason())
                .contains(Reason.SIGNATURE_MISMATCH);
    }

    /** Signed with all of these secrets, in one header. */
    private static Request signed(String... secrets) {
        List<String> items = new ArrayList<>();
        for (String secret : secrets) {
            Request one = STRIPE.signer(secret, Map.of()).sign(BARE, Names.none(), NOW);
            String value = one.headers().first("stripe-signature").orElseThrow();
            items.add(items.isEmpty() ? value : value.substring(value.indexOf(",v1=") + 1));
        }
        return BARE.withHeader("Stripe-Signature", String.join(",", items));
    }

    private static List<String> chosen(List<String> all, int bits) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if ((bits & (1 << i)) != 0) {
                some.add(all.get(i));
            }
        }
        return some;
    }
}
