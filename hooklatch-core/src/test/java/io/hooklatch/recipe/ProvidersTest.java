package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised about the catalogue as a whole. */
class ProvidersTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();

    static List<String> providers() {
        return Fixtures.providers();
    }

    @Test
    void noNameIsGivenTwice() {
        List<String> names = new ArrayList<>();
        for (String provider : providers()) {
            names.add(provider);
            names.addAll(metadata(provider).aliases());
        }
        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyAliasNamesItsProvider(String provider) {
        assertThat(metadata(provider).aliases())
                .allSatisfy(alias -> assertThat(CATALOGUE.find(alias))
                        .hasValueSatisfying(recipe -> assertThat(recipe.name()).isEqualTo(provider)));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyDescriptionIsOneParagraphThatSaysHowAnEventIsRecognised(String provider) {
        assertThat(metadata(provider).description())
                .endsWith(".")
                .doesNotContain("\n")
                .containsPattern("recognised|no deduplication");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stripe",
                "github",
                "shopify",
                "slack",
                "resend",
                "paddle",
                "lemon-squeezy",
                "standard-webhooks",
                "clerk",
                "linear",
                "meta",
                "zendesk",
                "intercom",
                "knock",
                "gitlab",
                "postmark",
                "token-header",
                "bearer-token",
                "basic-auth",
                "twilio",
                "sendgrid",
                "discord",
                "hubspot"
            })
    void thePromisedNamesAreCurated(String provider) {
        assertThat(CATALOGUE.find(provider))
                .hasValueSatisfying(recipe -> assertThat(recipe.tier()).isEqualTo(Tier.CURATED));
    }

    @Test
    void theLibraryHoldsTheCatalogueInOneResourceAndNoFixtures() {
        PackedProviders packed = PackedProviders.resource("/io/hooklatch/providers.zip");
        assertThat(packed.providers()).isEqualTo(providers());
        assertThat(packed.file("stripe", "recipe.json"))
                .hasValue(Fixtures.read(Fixtures.PROVIDERS.resolve("stripe/recipe.json")));
        assertThat(packed.fixtures("stripe")).isEmpty();
    }

    @Test
    void whatIsImpossibleHasAReasonAndIsNotInTheCatalogue() {
        assertThat(CATALOGUE.impossible()).isNotEmpty().allSatisfy((name, reason) -> {
            assertThat(CATALOGUE.find(name)).as(name).isEmpty();
            assertThat(reason).doesNotEndWith(".").doesNotContain("|", "\n");
        });
        assertThatThrownBy(() -> Impossible.parse("{\"acme\": \" \"}")).hasMessageContaining("acme is missing");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyProviderIsDescribedInWords(String provider) {
        Recipe recipe = CATALOGUE.find(provider).orElseThrow();
        Description words = recipe.describe();
        assertThat(words.proof()).isNotBlank();
        assertThat(words.key()).isNotBlank();
        assertThat(words.dedupe()).isEqualTo(recipe.dedupesBy());
    }

    private static Metadata metadata(String provider) {
        return Metadata.parse(
                provider, Fixtures.read(Fixtures.PROVIDERS.resolve(provider).resolve("metadata.json")));
    }
}
