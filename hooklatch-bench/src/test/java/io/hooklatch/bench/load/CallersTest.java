package io.hooklatch.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class CallersTest {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @Test
    void everyRequestIsSentOnce() throws Exception {
        Callers.Result result =
                Callers.all(4, batch(1000), request -> seen.add(new String(request.body(), StandardCharsets.UTF_8)));
        assertThat(result.accepted()).isEqualTo(1000);
        assertThat(result.latencies().count()).isEqualTo(1000);
        assertThat(seen).hasSize(1000);
    }

    @Test
    void aRefusedRequestFailsTheRun() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Callers.run(2, 0, 60_000_000_000L, batch(1000), request -> false))
                .withMessage("a request was not accepted");
    }

    @Test
    void aDoorThatThrowsFailsTheRun() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Callers.run(2, 0, 60_000_000_000L, batch(1000), request -> {
                    throw new IllegalArgumentException("broken");
                }))
                .withMessageContaining("broken");
    }

    private static SignedBatch batch(int count) {
        return new StripeTraffic(1).sign(count, 0);
    }
}
