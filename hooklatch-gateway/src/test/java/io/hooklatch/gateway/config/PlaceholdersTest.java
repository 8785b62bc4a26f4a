package io.hooklatch.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme", "CHANGE_ME", "change-me-now", "your-signing-secret", "whsec_your_secret", "<secret>",
                        "whsec_...",
                "xxxxxxxxxxxx", "whsec_xxxxxxxx", "000000000000", "abababab", "secret", "whsec_test_secret", "password",
                "It's a Secret to Everybody", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            })
    void fault55_whatStandsInExamplesIsNoSecret(String secret) {
        assertThat(Placeholders.contain(secret)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whsec_Zm9ydHktdHdvIHJhbmRvbSBieXRlcw==",
                "s3cr3t-of-the-shop",
                "my secret garden 17",
                "testimony-93"
            })
    void whatSomebodyChoseIsASecret(String secret) {
        assertThat(Placeholders.contain(secret)).isFalse();
    }
}
