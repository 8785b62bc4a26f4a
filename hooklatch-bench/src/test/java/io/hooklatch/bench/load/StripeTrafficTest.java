package io.hooklatch.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import io.hooklatch.message.Header;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StripeTrafficTest {
    private static final long NOW = System.currentTimeMillis() / 1000;

    @Test
    void stripesOwnLibraryAcceptsEveryRequest() throws Exception {
        SignedBatch batch = new StripeTraffic(1).sign(20, NOW);
        for (Optional<Request> next = batch.next(); next.isPresent(); next = batch.next()) {
            Event event = constructed(next.get(), StripeTraffic.SECRET);
            assertThat(event.getId()).startsWith("evt_1").hasSize(27);
            assertThat(event.getType()).isEqualTo("payment_intent.succeeded");
            assertThat(next.get().body()).hasSize(StripeTraffic.BODY_BYTES);
        }
    }

    @Test
    void stripesOwnLibraryRefusesThemUnderAnotherSecret() {
        Request request = new StripeTraffic(1).sign(1, NOW).next().orElseThrow();
        assertThatThrownBy(() -> constructed(request, "whsec_other"))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void everyRequestHasAnIdOfItsOwn() {
        Set<String> bodies = new HashSet<>();
        for (int number = 1; number <= 2; number++) {
            StripeTraffic traffic = new StripeTraffic(number);
            for (int chunk = 0; chunk < 2; chunk++) {
                SignedBatch batch = traffic.sign(5000, NOW);
                for (Optional<Request> next = batch.next(); next.isPresent(); next = batch.next()) {
                    bodies.add(text(next.get()));
                }
            }
        }
        assertThat(bodies).hasSize(20_000);
    }

    @Test
    void onTheWireItIsTheSameRequest() {
        Request request = new StripeTraffic(1).sign(1, NOW).next().orElseThrow();
        StringBuilder expected = new StringBuilder("POST /webhooks/stripe HTTP/1.1\r\n");
        for (Header line : request.headers()) {
            expected.append(line.name()).append(": ").append(line.value()).append("\r\n");
        }
        expected.append("\r\n").append(text(request));
        SignedBatch.Wire wire = new StripeTraffic(1).sign(1, NOW).wire();
        assertThat(new String(wire.next(), StandardCharsets.ISO_8859_1)).isEqualTo(expected.toString());
        assertThat(wire.next()).isEmpty();
    }

    private static Event constructed(Request request, String secret) throws SignatureVerificationException {
        return Webhook.constructEvent(
                text(request), request.headers().first("stripe-signature").orElseThrow(), secret);
    }

    private static String text(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }
}
