package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

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
    void fixturesStayOutOfTheLibrary() {
        assertThat(Catalogue.class.getResource("/io/hooklatch/providers/stripe/recipe.json"))
                .isNotNull();
        assertThat(Catalogue.class.getResource("/io/hooklatch/providers/stripe/fixtures/valid.json"))
                .isNull();
    }

    private static Metadata metadata(String provider) {
        return Metadata.parse(
                provider, Fixtures.read(Fixtures.PROVIDERS.resolve(provider).resolve("metadata.json")));
    }
}
