package io.hooklatch.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Verdict;
import io.hooklatch.observe.InboxListener;
import io.hooklatch.observe.TurnedAway;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.store.Superseded;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxMetricsTest {
    private static final Verdict VERIFIED = Verdict.verified("stripe@1.0.0", "1");

    private final GatewayMetrics metrics = new GatewayMetrics();
    private final InboxListener listener = metrics.listener();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void deliveriesAreCountedByEndpointVerdictAndReason() {
        listener.stored("stripe", receipt(VERIFIED, false), 1);
        listener.stored("stripe", receipt(VERIFIED, false), 1);
        listener.stored("stripe", refused(Reason.SIGNATURE_MISMATCH), 1);
        listener.stored("acme", refused(Reason.BODY_TOO_LARGE), 1);

        assertThat(lines("hooklatch_deliveries_total"))
                .containsExactlyInAnyOrder(
                        "hooklatch_deliveries_total{endpoint=\"stripe\",reason=\"none\",verdict=\"verified\"} 2.0",
                        "hooklatch_deliveries_total{endpoint=\"stripe\",reason=\"signature_mismatch\",verdict=\"refused\"} 1.0",
                        "hooklatch_deliveries_total{endpoint=\"acme\",reason=\"body_too_large\",verdict=\"refused\"} 1.0");
        assertThat(lines("hooklatch_events_total"))
                .containsExactlyInAnyOrder(
                        "hooklatch_events_total{endpoint=\"stripe\"} 2.0",
                        "hooklatch_events_total{endpoint=\"acme\"} 0.0");
    }

    @Test
    void duplicatesAreNoEventsAndDivergentOnesAreToldApart() {
        listener.stored("stripe", receipt(VERIFIED, false), 1);
        listener.stored("stripe", receipt(VERIFIED, true), 1);
        listener.stored("stripe", divergent(), 1);

        assertThat(lines("hooklatch_events_total")).containsExactly("hooklatch_events_total{endpoint=\"stripe\"} 1.0");
        assertThat(lines("hooklatch_duplicates_total"))
                .containsExactlyInAnyOrder(
                        "hooklatch_duplicates_total{divergent=\"false\",endpoint=\"stripe\"} 1.0",
                        "hooklatch_duplicates_total{divergent=\"true\",endpoint=\"stripe\"} 1.0");
    }

    @Test
    void receiptsAreTimedInBuckets() {
        listener.stored("stripe", receipt(VERIFIED, false), TimeUnit.MILLISECONDS.toNanos(3));

        assertThat(lines("hooklatch_receive_seconds"))
                .contains(
                        "hooklatch_receive_seconds_bucket{le=\"0.002\"} 0",
                        "hooklatch_receive_seconds_bucket{le=\"0.005\"} 1",
                        "hooklatch_receive_seconds_count 1");
    }

    @Test
    void whateverIsUnknownCountsUnderOneName() {
        for (int i = 0; i < 1000; i++) {
            listener.turnedAway("", 404, TurnedAway.UNKNOWN_ENDPOINT);
        }
        listener.turnedAway("stripe", 405, TurnedAway.WRONG_METHOD);

        assertThat(lines("hooklatch_turned_away_total"))
                .containsExactlyInAnyOrder(
                        "hooklatch_turned_away_total{cause=\"unknown_endpoint\",endpoint=\"unknown\",status=\"404\"} 1000.0",
                        "hooklatch_turned_away_total{cause=\"wrong_method\",endpoint=\"stripe\",status=\"405\"} 1.0");
    }

    @Test
    void attemptsAreCountedByHandlerAndOutcomeAndTimed() {
        EventId event = new EventId(1);
        DispatchId dispatch = new DispatchId(2);
        listener.attempted("ship", event, dispatch, 1, AttemptOutcome.FAILED, DispatchState.RETRYING, "no", 1_000_000);
        listener.attempted("ship", event, dispatch, 2, AttemptOutcome.SUCCEEDED, DispatchState.HANDLED, "", 1_000_000);
        listener.fencedOff("ship", event, dispatch, 1);
        listener.superseded(new Superseded("ship", event, dispatch, "superseded: it is version 1"));
        listener.troubled("handler ship", "cannot renew");

        assertThat(lines("hooklatch_attempts_total"))
                .containsExactlyInAnyOrder(
                        "hooklatch_attempts_total{handler=\"ship\",outcome=\"failed\"} 1.0",
                        "hooklatch_attempts_total{handler=\"ship\",outcome=\"succeeded\"} 1.0");
        assertThat(lines("hooklatch_attempt_duration_seconds_count"))
                .containsExactly("hooklatch_attempt_duration_seconds_count{handler=\"ship\"} 2");
        assertThat(lines("hooklatch_fenced_off_total"))
                .containsExactly("hooklatch_fenced_off_total{handler=\"ship\"} 1.0");
        assertThat(lines("hooklatch_superseded_total"))
                .containsExactly("hooklatch_superseded_total{handler=\"ship\"} 1.0");
        assertThat(lines("hooklatch_troubles_total")).containsExactly("hooklatch_troubles_total 1.0");
    }

    @Test
    void theStoreAndTheIngressAreWatched() {
        AtomicInteger pending = new AtomicInteger(3);
        Map<DispatchState, Long> open = new EnumMap<>(Map.of(DispatchState.DEAD, 2L));
        metrics.watchStore(pending::get, () -> open);
        metrics.watchIngress(() -> 7, () -> 512L);

        assertThat(lines("hooklatch_store_pending_writes")).containsExactly("hooklatch_store_pending_writes 3.0");
        assertThat(lines("hooklatch_dispatches"))
                .hasSize(DispatchState.values().length - 1)
                .contains("hooklatch_dispatches{state=\"dead\"} 2.0", "hooklatch_dispatches{state=\"queued\"} 0.0");
        assertThat(lines("hooklatch_ingress_connections")).containsExactly("hooklatch_ingress_connections 7.0");
        assertThat(lines("hooklatch_ingress_buffered_bytes")).containsExactly("hooklatch_ingress_buffered_bytes 512.0");
    }

    @Test
    void theStoreIsAskedForItsDispatchesEveryFewSecondsAtMost() {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger asked = new AtomicInteger();
        OpenDispatches dispatches = new OpenDispatches(
                () -> {
                    asked.incrementAndGet();
                    return Map.of(DispatchState.QUEUED, 5L);
                },
                nanos::get);

        assertThat(dispatches.in(DispatchState.QUEUED)).isEqualTo(5);
        assertThat(dispatches.in(DispatchState.DEAD)).isZero();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5) - 1);
        assertThat(dispatches.in(DispatchState.QUEUED)).isEqualTo(5);
        assertThat(asked).hasValue(1);
        nanos.incrementAndGet();
        assertThat(dispatches.in(DispatchState.QUEUED)).isEqualTo(5);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aStoreThatCannotBeReadGivesNoNumber() {
        OpenDispatches dispatches = new OpenDispatches(
                () -> {
                    throw new StoreUnavailableException("gone");
                },
                System::nanoTime);

        assertThat(dispatches.in(DispatchState.DEAD)).isNaN();
    }

    @Test
    void theJvmIsWatched() {
        assertThat(metrics.scrape())
                .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds");
    }

    @Test
    void everyEventOfABatchCounts() {
        listener.stored(
                "stripe",
                receipt(List.of(
                        ReceivedEvent.created(new EventId(1)),
                        ReceivedEvent.created(new EventId(2)),
                        new ReceivedEvent(new EventId(3), true, false),
                        new ReceivedEvent(new EventId(4), true, true),
                        new ReceivedEvent(new EventId(1), true, false))),
                1);
        assertThat(lines("hooklatch_events_total")).containsExactly("hooklatch_events_total{endpoint=\"stripe\"} 2.0");
        assertThat(lines("hooklatch_duplicates_total"))
                .containsExactlyInAnyOrder(
                        "hooklatch_duplicates_total{divergent=\"false\",endpoint=\"stripe\"} 2.0",
                        "hooklatch_duplicates_total{divergent=\"true\",endpoint=\"stripe\"} 1.0");
    }

    private List<String> lines(String prefix) {
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static Receipt divergent() {
        return receipt(List.of(new ReceivedEvent(new EventId(1), true, true)));
    }

    private static Receipt receipt(List<ReceivedEvent> events) {
        return new Receipt(
                200, Headers.none(), new byte[0], Optional.of(new DeliveryId(1)), events, Optional.of(VERIFIED));
    }

    private static Receipt receipt(Verdict verdict, boolean duplicate) {
        return new Receipt(
                200,
                Headers.none(),
                new byte[0],
                Optional.of(new DeliveryId(1)),
                List.of(new ReceivedEvent(new EventId(1), duplicate, false)),
                Optional.of(verdict));
    }

    private static Receipt refused(Reason reason) {
        return new Receipt(
                401,
                Headers.none(),
                new byte[0],
                Optional.of(new DeliveryId(1)),
                List.of(),
                Optional.of(Verdict.refused("stripe@1.0.0", reason, "")));
    }
}
