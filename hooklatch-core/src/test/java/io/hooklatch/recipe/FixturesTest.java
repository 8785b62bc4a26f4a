package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        if (valid) {
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
    void everyCuratedProviderHasTheRequiredFixtures(String provider) {
        Map<String, Fixture> fixtures = Fixtures.of(provider);
        assertThat(fixtures)
                .containsKeys(
                        "valid",
                        "tampered_body",
                        "wrong_secret",
                        "missing_signature",
                        "malformed_signature",
                        "older_secret_of_two",
                        "body_not_utf8");
        SignatureScheme scheme = (SignatureScheme) recipe(provider).scheme();
        if (scheme.timestamp().isPresent()) {
            assertThat(fixtures).containsKeys("stale", "just_inside", "from_the_future", "stale_and_wrong");
        }
        if (scheme.format().shape() != SignatureFormat.Shape.VALUE) {
            assertThat(fixtures).containsKey("last_signature_fits");
        }
        assertThat(fixtures.get("body_not_utf8").request().body())
                .satisfies(body ->
                        assertThat(new String(body, StandardCharsets.UTF_8)).contains("\uFFFD"));
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
