package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Batch;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.FixtureRunner;
import io.hooklatch.recipe.KeyPairText;
import io.hooklatch.recipe.ProviderFiles;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Verifier;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who sends twice wants two events: samples made one after the other share no key. */
class SampleTwiceTest {
    private static final ProviderFiles FILES = ProviderFiles.in(Path.of("..", "providers"));
    private static final URI HERE = URI.create("http://127.0.0.1/in");
    private static final DedupeKey NONE = new DedupeKey("none", "none");
    private static final long NOW = 1_790_000_000_000L;

    static List<String> providers() {
        return Catalogue.standard().names();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void twoSamplesAreTwoEvents(String provider) {
        Recipe recipe = Catalogue.standard().find(provider).orElseThrow();
        List<DedupeKey> first = keys(recipe, NOW);
        List<DedupeKey> second = keys(recipe, NOW + 61_000);
        assertThat(first).as("as many keys").hasSameSizeAs(second);
        assertThat(second).doesNotContainAnyElementsOf(first.isEmpty() ? List.of(NONE) : first);
    }

    /** The keys of one sample, in the way in which {@code send} makes it. */
    private static List<DedupeKey> keys(Recipe recipe, long now) {
        Fixture valid = new FixtureRunner(FILES).fixtures(recipe.name()).get("valid");
        Names names = new Names(
                Optional.of(UUID.randomUUID().toString()),
                Optional.of("evt_" + UUID.randomUUID().toString().replace("-", "")),
                Optional.empty());
        SampleRequest samples = new SampleRequest(recipe, FILES);
        Map<String, String> options = samples.options(HERE, Map.of());
        String secret = recipe.newKeyPair(new SecureRandom())
                .map(KeyPairText::privateKey)
                .orElseGet(() -> valid.secrets().isEmpty()
                        ? recipe.verifies() ? "unused-secret" : ""
                        : valid.secrets().get(0));
        Request sent = recipe.signer(secret, options).sign(samples.to(HERE, names, now), names, now);
        Verifier verifier = recipe.verifier(valid.secrets(), options);
        Optional<Batch> batch = verifier.batch(sent);
        if (batch.isEmpty()) {
            return verifier.dedupeKeys(sent, verifier.names(sent));
        }
        List<DedupeKey> keys = new ArrayList<>();
        batch.get().events().forEach(event -> keys.addAll(event.keys()));
        return keys;
    }
}
