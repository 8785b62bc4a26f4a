package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.receive.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OwnProviderTest {
    private static final Request REQUEST = Request.post(
            "/webhooks/acme", Headers.of("x-acme-proof", "s3cret-s3cret", "x-acme-id", "7"), "{\"type\":\"t\"}");

    /** Shows a secret in a header, as a provider of somebody's own might. */
    private record Acme(String name, Function<Request, Verdict> decides) implements Provider {
        @Override
        public Set<String> optionNames() {
            return Set.of("colour");
        }

        @Override
        public Set<String> credentialHeaders() {
            return Set.of("X-Acme-Proof");
        }

        @Override
        public Set<Risk> risks() {
            return Set.of(Risk.BODY_NOT_SIGNED);
        }

        @Override
        public Optional<Duration> tolerance() {
            return Optional.of(Duration.ofSeconds(9));
        }

        @Override
        public List<From> eventId() {
            return List.of(From.header("x-acme-id"));
        }

        @Override
        public List<From> eventType() {
            return List.of(From.json("/type"));
        }

        @Override
        public Check check(List<String> secrets, Map<String, String> options) {
            return new Check() {
                @Override
                public Verdict check(Request request, long nowMillis) {
                    return decides.apply(request);
                }

                @Override
                public Optional<byte[]> signedBytes(Request request) {
                    return request.headers()
                            .first("x-acme-proof")
                            .map(text -> text.getBytes(StandardCharsets.US_ASCII));
                }
            };
        }

        @Override
        public Signer signer(String secret, Map<String, String> options) {
            return (unsigned, names, nowMillis) -> unsigned.withHeader("x-acme-proof", secret);
        }
    }

    private static Recipe recipe(Function<Request, Verdict> decides) {
        return Recipe.of(new Acme("acme", decides));
    }

    private static Verdict verdict(Function<Request, Verdict> decides) {
        return recipe(decides).verifier(List.of("s3cret-s3cret"), Map.of()).verify(REQUEST, 0);
    }

    @Test
    void codeOfOnesOwnVerifiesSignsAndNames() {
        Recipe recipe = recipe(request -> Verdict.verified("whatever it says", "1"));
        Verifier verifier = recipe.verifier(List.of("s3cret-s3cret"), Map.of("colour", "red"));
        assertThat(verifier.verify(REQUEST, 0)).isEqualTo(Verdict.verified("acme@1.0.0", "1"));
        Names names = verifier.names(REQUEST);
        assertThat(names).isEqualTo(new Names(Optional.empty(), Optional.of("7"), Optional.of("t")));
        assertThat(verifier.credentialHeaders()).contains("x-acme-proof", "authorization");
        assertThat(recipe.signer("other", Map.of())
                        .sign(REQUEST, Names.none(), 0)
                        .headers()
                        .all("x-acme-proof"))
                .contains("other");
        assertThat(recipe.tolerance()).contains(Duration.ofSeconds(9));
        assertThat(recipe.warnings()).anySatisfy(warning -> assertThat(warning).contains("the body is not among"));
        assertThat(recipe.optionNames()).containsExactly("colour");
    }

    @Test
    void anIdThatIsNotCoveredHasTheSignedBytesBesideIt() {
        Verifier verifier = recipe(request -> Verdict.verified("", "1")).verifier(List.of(), Map.of());
        assertThat(verifier.dedupeKeys(REQUEST, verifier.names(REQUEST)))
                .extracting("source")
                .containsExactly("header x-acme-id", "signed bytes");
    }

    @Test
    void whateverTheCodeThrowsIsARefusal() {
        Verdict thrown = verdict(request -> {
            throw new IllegalStateException("s3cret-s3cret");
        });
        assertThat(thrown.reason()).contains(Reason.VERIFIER_FAILED);
        assertThat(thrown.detail()).isEqualTo("verifier failed: IllegalStateException");
        assertThat(verdict(request -> {
                            throw new StackOverflowError();
                        })
                        .reason())
                .contains(Reason.VERIFIER_FAILED);
        assertThat(verdict(request -> null).reason()).contains(Reason.VERIFIER_FAILED);
    }

    @Test
    void codeCannotWaveRequestsThroughUnverified() {
        assertThat(verdict(request -> Verdict.unverified()).reason()).contains(Reason.VERIFIER_FAILED);
    }

    @Test
    void namesOfTheCatalogueAreReserved() {
        for (String taken : List.of("stripe", "whatsapp", "facebook")) {
            assertThatThrownBy(() -> Endpoint.named("e").provider(new Acme(taken, request -> null)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("endpoint \"e\": provider name \"" + taken
                            + "\" is taken by the catalogue: give your own another one, such as my-" + taken);
        }
        assertThatThrownBy(() -> Recipe.of(new Acme("A b", request -> null))).hasMessageContaining("recipe name");
    }

    @Test
    void anEndpointTakesIt() {
        Endpoint endpoint = Endpoint.named("e")
                .provider(new Acme("acme", request -> Verdict.verified("", "1")))
                .option("colour", "red")
                .build();
        assertThat(endpoint.recipe().id()).isEqualTo("acme@1.0.0");
        assertThatThrownBy(() -> Endpoint.named("e")
                        .provider(new Acme("acme", request -> null))
                        .option("color", "red")
                        .build())
                .hasMessageContaining("option color means nothing to acme: did you mean colour?");
    }

    @Test
    void aRecipeWhoseCodeIsAbsentCanBeListedAndSaysWhatItNeeds() {
        Recipe recipe = RecipeDocument.recipe(
                "plaid",
                Edition.OWN,
                JsonTree.object("r", "{\"code\":\"jws\",\"parameters\":{\"a\":1},\"event_id\":\"claim /jti\"}"),
                new ProviderCodes(List.of()));
        assertThat(recipe.id()).isEqualTo("plaid@1.0.0");
        assertThatThrownBy(() -> recipe.verifier(List.of(), Map.of("issuer", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("provider plaid needs hooklatch-keys on the class path: add the dependency"
                        + " io.hooklatch:hooklatch-keys");
        assertThatThrownBy(() -> recipe.signer("s", Map.of())).hasMessageContaining("needs hooklatch-keys");
    }

    @Test
    void aDocumentRefersToCodeByItsName() {
        ProviderCode code = new ProviderCode() {
            @Override
            public String name() {
                return "proof";
            }

            @Override
            public Provider provider(String provider, Map<String, ?> parameters) {
                return new Acme(
                        provider,
                        request -> Verdict.verified("", parameters.get("key").toString()));
            }
        };
        ProviderCodes codes = new ProviderCodes(List.of(code));
        String text = "{\"code\":\"CODE\",\"parameters\":{\"key\":\"k\"},\"allow\":\"body-not-signed\"}";
        Recipe recipe = RecipeDocument.recipe(
                "mine", Edition.own("1.2.3"), JsonTree.object("r", text.replace("CODE", "proof")), codes);
        assertThat(recipe.verifier(List.of(), Map.of()).verify(REQUEST, 0))
                .isEqualTo(Verdict.verified("mine@1.2.3", "k"));
        assertThatThrownBy(() -> RecipeDocument.recipe(
                        "mine", Edition.own("1.2.3"), JsonTree.object("r", text.replace("CODE", "prof")), codes))
                .hasMessage("recipe mine: code is \"prof\": did you mean proof?");
    }
}
