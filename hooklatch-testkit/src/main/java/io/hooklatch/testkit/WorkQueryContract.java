package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptId;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Completion;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.TimeRange;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Finding dispatches and attempts. */
abstract class WorkQueryContract extends ContractGroup {
    private static final DispatchQuery DISPATCHES = DispatchQuery.all().limit(DispatchQuery.MAX_LIMIT);
    private static final AttemptQuery ATTEMPTS = AttemptQuery.all().limit(AttemptQuery.MAX_LIMIT);

    @Test
    final void everyFilterOfDispatchesAloneAndInEveryCombinationFindsExactlyItsRows() {
        doVariedWork();
        List<Dispatch> all = inbox.reader().dispatches(DISPATCHES).items();
        assertThat(all).hasSize(45);
        assertThat(all.stream().map(Dispatch::state).distinct()).hasSize(6);
        for (Dispatch target : all) {
            new Filters<DispatchQuery, Dispatch>()
                    .on("endpoint", target.endpoint(), DispatchQuery::endpoint, Dispatch::endpoint)
                    .maybe("handler", target.handler(), DispatchQuery::handler, Dispatch::handler)
                    .on("state", target.state(), DispatchQuery::state, Dispatch::state)
                    .on("event", target.eventId(), DispatchQuery::eventId, Dispatch::eventId)
                    .assertThatEveryCombinationFindsExactlyItsRows(all, DISPATCHES, inbox.reader()::dispatches);
        }
    }

    @Test
    final void everyFilterOfAttemptsAloneAndInEveryCombinationFindsExactlyItsRows() {
        Map<AttemptId, Long> recorded = doVariedWork();
        List<Attempt> all = inbox.reader().attempts(ATTEMPTS).items();
        assertThat(all).extracting(Attempt::id).containsExactlyInAnyOrderElementsOf(recorded.keySet());
        assertThat(all.stream().map(Attempt::outcome).distinct()).hasSize(4);
        for (Attempt target : all) {
            long time = Objects.requireNonNull(recorded.get(target.id()));
            TimeRange around = new TimeRange(time - 20, time + 1);
            new Filters<AttemptQuery, Attempt>()
                    .on("dispatch", target.dispatchId(), AttemptQuery::dispatchId, Attempt::dispatchId)
                    .on("outcome", target.outcome(), AttemptQuery::outcome, Attempt::outcome)
                    .where(
                            "recorded",
                            query -> query.recorded(around),
                            row -> around.contains(Objects.requireNonNull(recorded.get(row.id()))))
                    .assertThatEveryCombinationFindsExactlyItsRows(all, ATTEMPTS, inbox.reader()::attempts);
        }
    }

    @Test
    final void theNewestComeFirstAndNoMoreThanTheLimit() {
        doVariedWork();
        List<Dispatch> dispatches = inbox.reader().dispatches(DISPATCHES).items();
        assertThat(dispatches)
                .extracting(Dispatch::id)
                .isSortedAccordingTo(Comparator.<DispatchId>naturalOrder().reversed());
        assertThat(inbox.reader().dispatches(DISPATCHES.limit(11)).items()).isEqualTo(dispatches.subList(0, 11));
        List<Attempt> attempts = inbox.reader().attempts(ATTEMPTS).items();
        assertThat(attempts)
                .extracting(Attempt::id)
                .isSortedAccordingTo(Comparator.<AttemptId>naturalOrder().reversed());
        assertThat(inbox.reader().attempts(ATTEMPTS.limit(11)).items()).isEqualTo(attempts.subList(0, 11));
    }

    @Test
    final void aTimeRangeOfAttemptsHoldsItsFirstMillisecondAndNotItsEnd() {
        for (int i = 0; i < 4; i++) {
            inbox.append(aDelivery().route("ledger"));
            inbox.complete(Completion.handled(inbox.leaseOnly("ledger"), 0, 5));
            inbox.advance(Duration.ofMillis(1));
        }
        long base = inbox.now() - 4;
        assertThat(recorded(base, base + 4)).isEqualTo(4);
        assertThat(recorded(base + 1, base + 3)).isEqualTo(2);
        assertThat(recorded(base + 3, base + 3)).isZero();
        assertThat(recorded(base + 4, Long.MAX_VALUE)).isZero();
        assertThat(recorded(Long.MIN_VALUE, base)).isZero();
        assertThat(recorded(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(4);
    }

    @Test
    final void unknownIdsFindNothing() {
        doVariedWork();
        assertThat(inbox.reader().dispatch(new DispatchId(1))).isEmpty();
        assertThat(inbox.reader().dispatch(new DispatchId(Long.MAX_VALUE))).isEmpty();
        assertThat(inbox.reader().dispatches(DISPATCHES.eventId(new EventId(1))).items())
                .isEmpty();
        assertThat(inbox.reader().dispatches(DISPATCHES.handler("")).items()).isEmpty();
        assertThat(inbox.reader().dispatches(DISPATCHES.endpoint("order")).items())
                .isEmpty();
        assertThat(inbox.reader()
                        .attempts(ATTEMPTS.dispatchId(new DispatchId(1)))
                        .items())
                .isEmpty();
    }

    private int recorded(long from, long until) {
        return inbox.reader()
                .attempts(ATTEMPTS.recorded(new TimeRange(from, until)))
                .items()
                .size();
    }

    /**
     * Dispatches of two endpoints to two handlers in six states, with attempts of every outcome.
     *
     * @return when each attempt was recorded
     */
    private Map<AttemptId, Long> doVariedWork() {
        Map<AttemptId, Long> recorded = new HashMap<>();
        for (int i = 0; i < 25; i++) {
            DeliverySample sample = aDelivery().endpoint(i % 5 < 2 ? "orders" : "refunds");
            inbox.append(i % 5 == 0 ? sample : sample.route("ledger").route("mail"));
        }
        List<Lease> leases = inbox.lease("ledger", 20);
        inbox.advance(StoreUnderTest.LEASE);
        for (int i = 0; i < 4; i++) {
            note(recorded, inbox.leaseOnly("ledger"));
        }
        for (int i = 4; i < 16; i++) {
            Lease lease = leases.get(i);
            inbox.advance(Duration.ofMillis(9));
            int kind = i % 4;
            Completion.Next next = kind == 0
                    ? new Completion.Next.Handled()
                    : kind == 1 ? new Completion.Next.Dead() : new Completion.Next.Retry(Duration.ofHours(1));
            AttemptOutcome outcome =
                    kind == 0 ? AttemptOutcome.SUCCEEDED : kind == 3 ? AttemptOutcome.TIMED_OUT : AttemptOutcome.FAILED;
            inbox.complete(new Completion(lease, 1, 2, outcome, kind == 0 ? "" : "no", next));
            note(recorded, lease);
        }
        return recorded;
    }

    private void note(Map<AttemptId, Long> recorded, Lease ended) {
        inbox.attempts(ended.dispatchId()).forEach(attempt -> recorded.putIfAbsent(attempt.id(), inbox.now()));
    }
}
