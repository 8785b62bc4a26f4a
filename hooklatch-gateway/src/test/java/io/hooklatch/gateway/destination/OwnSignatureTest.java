package io.hooklatch.gateway.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.message.Event;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnSignatureTest {
    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_Zm9ydHktdHdvIHJhbmRvbSBieXRlcywgcmVhbGx5";

    @Test
    void theLibraryOfTheStandardAcceptsItUnderEitherSecret() throws Exception {
        Event event = Events.event("{\"amount\":\"1\u20ac\"}");
        List<Header> lines =
                OwnSignature.none().and(Secret.of(NEW)).and(Secret.of(OLD)).of(event, System.currentTimeMillis());
        HttpHeaders sent = HttpHeaders.of(
                lines.stream().collect(Collectors.toMap(Header::name, line -> List.of(line.value()))),
                (name, value) -> true);

        new Webhook(OLD).verify(event.text(), sent);
        new Webhook(NEW).verify(event.text(), sent);

        assertThatThrownBy(() -> new Webhook(OLD).verify(event.text() + " ", sent))
                .isInstanceOf(Exception.class);
    }

    @Test
    void theIdIsTheEventsOnEveryAttemptAndTheTimeIsNow() {
        OwnSignature signature = OwnSignature.none().and(Secret.of(NEW));

        Headers first = Headers.of(signature.of(Events.attempt(1), 1_700_000_000_999L));
        Headers second = Headers.of(signature.of(Events.attempt(2), 1_700_000_005_000L));

        assertThat(first.first("webhook-id")).hasValue(Events.ID.toString()).isEqualTo(second.first("webhook-id"));
        assertThat(first.first("webhook-timestamp")).hasValue("1700000000");
        assertThat(second.first("webhook-timestamp")).hasValue("1700000005");
        assertThat(first.first("webhook-signature")).isNotEqualTo(second.first("webhook-signature"));
    }

    @Test
    void withoutASecretOnlyTheIdAndTheTimeAreSent() {
        assertThat(OwnSignature.none().of(Events.attempt(1), 0))
                .extracting(Header::name)
                .containsExactly("webhook-id", "webhook-timestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "whsec_!!!!", "whsec_c2hvcnQ="})
    void fault64_whatIsNoSecretOfTheStandardIsRefusedUnquoted(String secret) {
        assertThatThrownBy(() -> OwnSignature.none().and(Secret.of(secret)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(secret);
        assertThat(OwnSignature.none().and(Secret.of(NEW)).toString()).isEqualTo("OwnSignature[1]");
        assertThat(Map.of("secret", Secret.of(NEW)).toString()).doesNotContain(NEW);
    }
}
