package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.standard();

    static List<String> providers() {
        return Fixtures.providers();
    }

    @Test
    void theIndexSaysWhatTheDirectoriesSay() {
        String wanted = Fixtures.providers().stream()
                .map(CatalogueTest::metadata)
                .map(metadata -> Stream.concat(Stream.of(metadata.name()), metadata.aliases().stream())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(Fixtures.read(Fixtures.PROVIDERS.resolve("index.txt")))
                .as("providers/index.txt: one line per directory in order, its name and then its aliases")
                .isEqualTo(wanted);
        assertThat(catalogue.names()).isEqualTo(Fixtures.providers());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aProviderHasWhatItsMetadataPromise(String provider) {
        Metadata metadata = metadata(provider);
        Recipe recipe = catalogue.find(provider).orElseThrow();
        assertThat(recipe.id()).isEqualTo(provider + "@" + metadata.version());
        assertThat(recipe.tier()).isEqualTo(metadata.tier());
        assertThat(catalogue.find(provider)).containsSame(recipe);
        Path directory = Fixtures.PROVIDERS.resolve(provider);
        assertThat(directory.resolve("metadata.json")).isRegularFile();
        assertThat(Files.exists(directory.resolve("fixtures"))).isTrue();
    }

    static List<String> providersOfData() {
        return Fixtures.ofData();
    }

    @ParameterizedTest
    @MethodSource("providersOfData")
    void whatAProviderSignsItVerifies(String provider) {
        Fixture valid = Fixtures.of(provider).get("valid");
        Recipe recipe = catalogue.find(provider).orElseThrow();
        String secret = recipe.verifies() ? valid.secrets().get(0) : "";
        Optional<KeyPairText> pair = recipe.newKeyPair(new SecureRandom());
        String signing = pair.map(KeyPairText::privateKey).orElse(secret);
        List<String> verifying = pair.map(made -> List.of(made.publicKey())).orElse(valid.secrets());
        Request signed = recipe.signer(signing, valid.options()).sign(valid.request(), Names.none(), valid.nowMillis());
        Verdict verdict = recipe.verifier(verifying, valid.options()).verify(signed, valid.nowMillis());
        assertThat(verdict.accepted()).as(verdict.detail()).isTrue();
    }

    @Test
    void anUnknownNameIsAbsentAndItsNeighboursAreKnown() {
        assertThat(catalogue.find("strip")).isEmpty();
        assertThat(catalogue.find("")).isEmpty();
        assertThat(catalogue.find("../stripe")).isEmpty();
        assertThat(catalogue.find("Stripe")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "strpe, stripe",
        "gihtub, github",
        "Stripe, stripe",
        "standardwebhooks, standard-webhooks",
        "webhooks, standard-webhooks",
        "github-app, github"
    })
    void theNearestNameIsWhatWasMeant(String written, String meant) {
        assertThat(catalogue.nearest(written)).first().isEqualTo(meant);
    }

    @Test
    void nothingIsNearToNonsense() {
        assertThat(catalogue.nearest("qqqqqqqqqqqq")).isEmpty();
        assertThat(catalogue.nearest("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"other"} | metadata acme: version is missing
            {"name":"other","version":"1.0.0","support_tier":"curated","description":"d","upstream_docs_url":"https://x"} | metadata acme: name is "other": it must be that of its directory
            {"name":"acme","version":"1.0","support_tier":"curated","description":"d","upstream_docs_url":"https://x"} | metadata acme: version is "1.0": give MAJOR.MINOR.PATCH
            {"name":"acme","version":"1.0.0","support_tier":"own","description":"d","upstream_docs_url":"https://x"} | metadata acme: support_tier is "own"
            {"name":"acme","version":"1.0.0","support_tier":"curated","description":" ","upstream_docs_url":"https://x"} | metadata acme: description is missing
            {"name":"acme","version":"1.0.0","support_tier":"curated","description":"d","upstream_docs_url":"http://x"} | begin it with https://
            {"name":"acme","version":"1.0.0","support_tier":"curated","description":"d","upstream_docs_url":"https://x","alias":"a"} | metadata acme: alias is unknown here: did you mean aliases?
            """)
    void metadataAreStrict(String json, String message) {
        assertThatThrownBy(() -> Metadata.parse("acme", json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void thereIsNoCatalogueWithoutItsFiles() throws IOException {
        PackedProviders nothing = new PackedProviders(new ByteArrayInputStream(new byte[0]));
        assertThatThrownBy(() -> new Catalogue(nothing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the catalogue has no index.txt");
        assertThatThrownBy(() -> PackedProviders.resource("/nowhere.zip"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the catalogue /nowhere.zip is missing");
    }

    private static Metadata metadata(String provider) {
        return Metadata.parse(
                provider, Fixtures.read(Fixtures.PROVIDERS.resolve(provider).resolve("metadata.json")));
    }
}
