package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    @ParameterizedTest
    @CsvSource({
        "stripe, '', 'secret 1 of stripe is empty'",
        "stripe, '   ', 'secret 1 of stripe is empty'",
        "stripe, short, 'secret 1 of stripe has 5 bytes: 6 to 8192 are needed'",
        "github, x, 'secret 1 of github has 1 bytes: 6 to 8192 are needed'",
        "standard-webhooks, '', 'secret 1 of standard-webhooks is empty'",
        "standard-webhooks, whsec_, 'has 0 bytes once decoded from base64: 24 to 64 are needed'",
        "standard-webhooks, whsec_c2hvcnQ=, 'has 5 bytes once decoded from base64: 24 to 64 are needed'",
        "standard-webhooks, whsec_not!base64, 'is not base64 after whsec_'",
        "standard-webhooks, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw ', 'is not base64 after whsec_'"
    })
    void fault55_anEmptyShortOrUndecodableSecretIsRefused(String provider, String secret, String message) {
        assertThatThrownBy(() -> Samples.recipe(provider).verifier(List.of(secret), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> Samples.recipe(provider).signer(secret, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message.replace("secret 1", "secret"));
    }

    @Test
    void fault55_noSecretIsRefusedAndTheWayOutIsNamed() {
        for (String provider : Samples.PROVIDERS) {
            assertThatThrownBy(() -> Samples.recipe(provider).verifier(List.of(), Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("secrets are missing: " + provider + " needs at least one; say unverified in words to"
                            + " accept requests without proof");
        }
    }

    @Test
    void fault55_theSecondOfTwoSecretsIsNamedByItsNumber() {
        assertThatThrownBy(() -> Samples.recipe("stripe").verifier(List.of("long enough", "no"), Map.of()))
                .hasMessageContaining("secret 2 of stripe has 2 bytes");
    }

    @Test
    void fault55_acceptingWithoutProofNeedsItsOwnWordAndNoSecret() {
        Recipe recipe = Recipe.unverified().build();
        assertThat(recipe.verifies()).isFalse();
        assertThat(recipe.verifier(List.of(), Map.of()).recipe()).startsWith("unverified@");
        assertThatThrownBy(() -> recipe.verifier(List.of("a-secret"), Map.of()))
                .hasMessageContaining("secrets are set but unverified verifies nothing");
        assertThatThrownBy(() -> recipe.signer("a-secret", Map.of())).hasMessageContaining("leave it out");
    }

    @Test
    void fault64_noMessageHoldsASecret() {
        for (String provider : Samples.PROVIDERS) {
            for (String canary : List.of("CNRY!", "CNRY!".repeat(3000), "whsec_CNRY!CNRY!", "whsec_Q05SWQ==")) {
                for (String option : List.of("", "tolerance")) {
                    Map<String, String> options = option.isEmpty() ? Map.of() : Map.of(option, "1");
                    try {
                        Verifier verifier = Samples.recipe(provider).verifier(List.of(canary), options);
                        assertThat(verifier.toString()).doesNotContain("CNRY");
                        assertThat(Samples.recipe(provider)
                                        .signer(canary, options)
                                        .toString())
                                .doesNotContain("CNRY");
                    } catch (IllegalArgumentException e) {
                        assertThat(everything(e)).doesNotContain("CNRY").doesNotContain("Q05SWQ");
                    }
                }
            }
        }
    }

    @Test
    void fault64_credentialHeadersNameTheTokensOwn() {
        assertThat(Samples.verifier("stripe").credentialHeaders())
                .containsExactlyInAnyOrder("authorization", "cookie", "proxy-authorization");
        Recipe token = Recipe.sharedToken("X-Acme-Token").build();
        assertThat(token.credentialHeaders()).contains("x-acme-token", "authorization");
        assertThat(token.verifier(List.of("a-token"), Map.of()).credentialHeaders())
                .contains("x-acme-token");
    }

    private static String everything(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            text.append(t).append(Arrays.toString(t.getSuppressed()));
        }
        return text.toString();
    }
}
