package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fixture of the catalogue, and the proof that each can fail. */
class FixturesTest {
    static Stream<Arguments> fixtures() {
        return Fixtures.providers().stream()
                .flatMap(provider -> Fixtures.of(provider).entrySet().stream()
                        .map(entry -> Arguments.of(provider, entry.getKey(), entry.getValue())));
    }

    static Stream<String> providers() {
        return Fixtures.providers().stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("fixtures")
    void holds(String provider, String name, Fixture fixture) {
        assertThat(fixture.differences(recipe(provider)))
                .as(fixture.description())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("fixtures")
    void canFail(String provider, String name, Fixture fixture) {
        Recipe recipe = recipe(provider);
        boolean valid = (boolean) fixture.expected().get("signature_valid");
        if (valid && recipe.scheme() instanceof TokenScheme) {
            assertThat(fixture.withSecrets(List.of("another-token")).differences(recipe))
                    .as("another token is the right one")
                    .anyMatch(difference -> difference.startsWith("signature_valid"));
        } else if (valid) {
            assertThat(fixture.withRequest(oneBitOff(fixture.request())).differences(recipe))
                    .as("one bit of the body is flipped")
                    .anyMatch(difference -> difference.startsWith("signature_valid"));
        }
        assertThat(fixture.expecting("signature_valid", !valid).differences(recipe))
                .isNotEmpty();
        fixture.expected().forEach((field, value) -> {
            if (value instanceof String text) {
                String other = text.substring(0, text.length() - 1) + (char) (text.charAt(text.length() - 1) ^ 1);
                assertThat(fixture.expecting(field, other).differences(recipe))
                        .as("%s is %s", field, other)
                        .isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyProviderHasTheFixturesThatItsTierRequires(String provider) {
        Map<String, Fixture> fixtures = Fixtures.of(provider);
        Recipe recipe = recipe(provider);
        boolean curated = recipe.tier() == Tier.CURATED;
        assertThat(fixtures).containsKeys("valid", "tampered_body", "missing_signature");
        if (curated) {
            assertThat(fixtures).containsKeys("wrong_secret", "malformed_signature", "older_secret_of_two");
        }
        if (recipe.tolerance().isPresent()) {
            assertThat(fixtures).containsKey("stale");
        }
        if (curated && recipe.tolerance().isPresent()) {
            assertThat(fixtures).containsKeys("just_inside", "from_the_future", "stale_and_wrong");
        }
        if (curated && recipe.scheme() instanceof SignatureScheme scheme) {
            SignatureFormat format = scheme.format();
            if (format.shape() != SignatureFormat.Shape.VALUE || format.repeats()) {
                assertThat(fixtures).containsKey("last_signature_fits");
            }
            assertThat(fixtures.get("body_not_utf8").request().body())
                    .satisfies(body ->
                            assertThat(new String(body, StandardCharsets.UTF_8)).contains("\uFFFD"));
        }
    }

    private static Recipe recipe(String provider) {
        return Catalogue.standard().find(provider).orElseThrow();
    }

    private static Request oneBitOff(Request request) {
        byte[] body = Arrays.copyOf(request.body(), request.body().length);
        body[body.length / 2] ^= 1;
        return request.withBody(body);
    }
}
