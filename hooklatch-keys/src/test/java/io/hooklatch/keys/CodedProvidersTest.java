package io.hooklatch.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.FixtureRunner;
import io.hooklatch.recipe.ProviderFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fixture of the providers that need code, and the proof that each can fail. */
class CodedProvidersTest {
    private static final ProviderFiles FILES = ProviderFiles.in(Path.of("..", "providers"));
    private static final Pattern CODE = Pattern.compile("\"code\": \"(jws|public-key)\"");
    private static final FixtureRunner RUNNER = new FixtureRunner(FILES);

    static List<String> providers() {
        return FILES.providers().stream()
                .filter(name ->
                        CODE.matcher(FILES.file(name, "recipe.json").orElse("")).find())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyFixtureHoldsAndNoneIsMissing(String provider) {
        assertThat(RUNNER.run(provider))
                .isNotEmpty()
                .filteredOn(result -> !result.passed())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyFixtureCanFail(String provider) {
        assertThat(RUNNER.prove(provider))
                .isNotEmpty()
                .filteredOn(result -> !result.passed())
                .isEmpty();
    }

    @Test
    void theServiceLoaderFindsTheCode() {
        assertThat(providers()).contains("plaid", "aws-sns", "apple-app-store-v2");
        assertThat(Catalogue.standard().find("plaid").orElseThrow().optionNames())
                .containsExactly("environment", "jwks", "public_keys", "tolerance_s");
    }
}
