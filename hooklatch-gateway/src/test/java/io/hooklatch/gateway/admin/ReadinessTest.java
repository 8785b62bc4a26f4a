package io.hooklatch.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private final AtomicLong nanos = new AtomicLong();
    private final List<CompletableFuture<Void>> probes = new ArrayList<>();
    private final Readiness readiness = new Readiness(this::probe, Duration.ofSeconds(60), nanos::get);

    private CompletionStage<Void> probe() {
        probes.add(new CompletableFuture<>());
        return probes.get(probes.size() - 1);
    }

    @Test
    void itIsReadyOnceTheStoreHasCommitted() {
        CompletableFuture<Optional<String>> answer = readiness.whyNot().toCompletableFuture();
        assertThat(answer).isNotDone();

        probes.get(0).complete(null);

        assertThat(answer).isCompletedWithValue(Optional.empty());
    }

    @Test
    void itIsNotReadyWhileTheStoreCannotCommitAndSaysWhyInOneLine() {
        CompletionStage<Optional<String>> answer = readiness.whyNot();

        probes.get(0).completeExceptionally(new StoreUnavailableException("disk\nfull\u001b[31m"));

        assertThat(answer.toCompletableFuture().join()).contains("the store cannot commit: disk full [31m");
    }

    @Test
    void aLongReasonIsCut() {
        CompletionStage<Optional<String>> answer = readiness.whyNot();

        probes.get(0).completeExceptionally(new StoreUnavailableException("x".repeat(1000)));

        assertThat(answer.toCompletableFuture().join().orElseThrow()).hasSize(201);
    }

    @Test
    void theAnswerIsKeptForASecondAndThenAskedAgain() {
        var unused = readiness.whyNot();
        probes.get(0).completeExceptionally(new StoreUnavailableException("busy"));

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
        assertThat(readiness.whyNot().toCompletableFuture().join()).isPresent();
        assertThat(probes).hasSize(1);

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        CompletionStage<Optional<String>> again = readiness.whyNot();
        assertThat(probes).hasSize(2);
        probes.get(1).complete(null);
        assertThat(again.toCompletableFuture().join()).isEmpty();
    }

    @Test
    void aProbeOnItsWayIsSharedHoweverLongItTakes() {
        CompletionStage<Optional<String>> first = readiness.whyNot();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
        CompletionStage<Optional<String>> second = readiness.whyNot();

        assertThat(probes).hasSize(1);
        probes.get(0).complete(null);
        assertThat(first.toCompletableFuture().join()).isEmpty();
        assertThat(second.toCompletableFuture().join()).isEmpty();
    }

    @Test
    void aStoreThatHangsIsNotReady() {
        Readiness impatient = new Readiness(CompletableFuture::new, Duration.ofMillis(1), nanos::get);

        assertThat(impatient.whyNot().toCompletableFuture().join())
                .contains("the store has not committed within PT0.001S");
    }

    @Test
    void aProbeThatThrowsIsNotReady() {
        Readiness broken = new Readiness(
                () -> {
                    throw new StoreUnavailableException("closed");
                },
                Duration.ofSeconds(60),
                nanos::get);

        assertThat(broken.whyNot().toCompletableFuture().join()).contains("the store cannot commit: closed");
    }

    @Test
    void fault34_aStoppingGatewayIsNotReadyWhateverTheStoreSays() {
        readiness.stopping();

        assertThat(readiness.whyNot().toCompletableFuture().join()).contains("the gateway is stopping");
        assertThat(probes).isEmpty();
    }
}
