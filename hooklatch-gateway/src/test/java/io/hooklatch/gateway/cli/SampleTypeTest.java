package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.BatchEvent;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who asks for a type gets a sample of it, or learns that there is none. */
class SampleTypeTest {
    private static final ProviderFiles FILES = ProviderFiles.in(Path.of("..", "providers"));
    private static final URI HERE = URI.create("http://127.0.0.1/in");
    private static final long NOW = 1_790_000_000_000L;
    private static final String TYPE = "hooklatch.sample_type";
    /** Providers that name types and can have no others than their own, each with a part of what is said. */
    private static final Map<String, String> OWN_TYPES = Map.of(
            "aws-sns", "Type is none of the three that are known",
            "bunny-stream", "whose place is json /Status",
            "discord", "whose place is json /event/type or json /type",
            "fathom", "whose place is json /type",
            "onfleet", "whose place is json /triggerId",
            "tiktok-shop", "whose place is json /type");

    static List<String> providers() {
        return Catalogue.standard().names();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aSampleIsOfTheTypeThatIsAskedFor(String provider) {
        Recipe recipe = Catalogue.standard().find(provider).orElseThrow();
        if (recipe.describe().eventType().isEmpty()) {
            assertThatThrownBy(() -> types(recipe)).hasMessageContaining("names no type of its events");
        } else if (OWN_TYPES.containsKey(provider)) {
            assertThatThrownBy(() -> types(recipe)).hasMessageContaining(OWN_TYPES.get(provider));
        } else {
            assertThat(types(recipe)).isNotEmpty().containsOnly(TYPE);
        }
    }

    private static List<String> types(Recipe recipe) {
        Fixture valid = new FixtureRunner(FILES).fixtures(recipe.name()).get("valid");
        Names names = new Names(Optional.of("dlv-1"), Optional.of("evt-1"), Optional.of(TYPE));
        SampleRequest samples = new SampleRequest(recipe, FILES);
        Map<String, String> options = samples.options(HERE, Map.of());
        String secret = recipe.newKeyPair(new SecureRandom())
                .map(KeyPairText::privateKey)
                .orElseGet(() -> valid.secrets().isEmpty()
                        ? recipe.verifies() ? "unused-secret" : ""
                        : valid.secrets().get(0));
        Request sent = recipe.signer(secret, options).sign(samples.to(HERE, names, NOW), names, NOW);
        Verifier verifier = recipe.verifier(valid.secrets(), options);
        List<Names> all = verifier.batch(sent)
                .map(batch -> batch.events().stream().map(BatchEvent::names).toList())
                .orElseGet(() -> List.of(verifier.names(sent)));
        return all.stream().map(one -> one.eventType().orElse("")).toList();
    }
}
