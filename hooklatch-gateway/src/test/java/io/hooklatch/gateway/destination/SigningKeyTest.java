package io.hooklatch.gateway.destination;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.hooklatch.gateway.secret.Secret;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
    /** The example of the Standard Webhooks specification's libraries. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void theExampleOfTheSpecificationComesOutAsPublished() {
        String signature = SigningKey.of(Secret.of(SECRET))
                .orElseThrow()
                .sign(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330L,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theLibraryOfTheStandardAcceptsIt() throws Exception {
        String id = "evt_000000000004k";
        long now = Instant.now().getEpochSecond();
        String body = "{\"amount\":\"1\u20ac\"}";
        String signature =
                SigningKey.of(Secret.of(SECRET)).orElseThrow().sign(id, now, body.getBytes(StandardCharsets.UTF_8));

        new Webhook(SECRET)
                .verify(
                        body,
                        HttpHeaders.of(
                                Map.of(
                                        "webhook-id", List.of(id),
                                        "webhook-timestamp", List.of(Long.toString(now)),
                                        "webhook-signature", List.of(signature)),
                                (name, value) -> true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_!!!!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_c2hvcnQ="})
    void whatIsNoKeyOfTheStandardIsNone(String secret) {
        assertThat(SigningKey.of(Secret.of(secret))).isEmpty();
    }

    @Test
    void keysOf24To64BytesAreTaken() {
        assertThat(key(23)).isEmpty();
        assertThat(key(24)).isPresent();
        assertThat(key(64)).isPresent();
        assertThat(key(65)).isEmpty();
    }

    private static Optional<SigningKey> key(int bytes) {
        return SigningKey.of(Secret.of("whsec_" + Base64.getEncoder().encodeToString(new byte[bytes])));
    }
}
