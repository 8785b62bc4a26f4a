package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionOutcome.Committed;
import io.hooklatch.store.TransactionOutcome.Fenced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Transactions beside other writes, and beside each other. */
abstract class TransactionRaceContract extends TransactionalGroup {
    @Test
    final void fault13_otherWritesWaitForATransactionAndSucceed() throws Exception {
        List<Lease> leases = leases(3);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        CompletionStage<List<TransactionOutcome>> transaction = begin(leases.subList(0, 1), (lease, connection) -> {
            Ledger.write(connection, lease, "slow");
            running.countDown();
            finish.await();
            return handled(lease);
        });
        assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();

        List<CompletionStage<Appended>> appends = IntStream.range(0, 100)
                .mapToObj(i -> inbox.store()
                        .append(aDelivery().key("evt_" + i % 50).route("mail").build()))
                .toList();
        CompletionStage<Boolean> completion = inbox.store().complete(Completion.handled(leases.get(1), 0, 0));
        CompletionStage<Integer> release = inbox.store().release(leases.subList(2, 3));
        CompletionStage<String> probe = inbox.store().probe().thenApply(nothing -> "committed");
        assertThat(inbox.dispatch(leases.get(0)).state())
                .as("reading does not wait")
                .isEqualTo(DispatchState.RUNNING);
        assertThat(ledger.committed()).isEmpty();
        finish.countDown();

        assertThat(Stages.await(transaction)).containsExactly(new Committed());
        assertThat(appends.stream().map(Stages::await).filter(Appended::newEvent))
                .hasSize(50);
        assertThat(Stages.await(completion)).isTrue();
        assertThat(Stages.await(release)).isEqualTo(1);
        assertThat(Stages.<String>await(probe)).isEqualTo("committed");
        assertThat(inbox.lease("mail", 100)).hasSize(50);
    }

    @Test
    final void aLeaseThatIsTakenWhileItsTransactionRunsHasOneEffectOrNone() throws Exception {
        Lease mine = leases(1).get(0);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        CompletionStage<List<TransactionOutcome>> transaction = begin(List.of(mine), (lease, connection) -> {
            Ledger.write(connection, lease, "slow");
            running.countDown();
            finish.await();
            return handled(lease);
        });
        assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
        inbox.advance(StoreUnderTest.LEASE);
        CompletionStage<List<Lease>> other = inbox.store().lease("ledger", 1, StoreUnderTest.LEASE);
        finish.countDown();

        TransactionOutcome outcome = Stages.await(transaction).get(0);
        if (Stages.await(other).isEmpty()) {
            assertThat(outcome).isEqualTo(new Committed());
            assertThat(ledger.committed()).containsExactly(mine.dispatchId());
            assertThat(inbox.dispatch(mine).state()).isEqualTo(DispatchState.HANDLED);
        } else {
            assertThat(outcome).isEqualTo(new Fenced());
            assertThat(ledger.committed()).isEmpty();
            assertThat(inbox.dispatch(mine).state()).isEqualTo(DispatchState.RUNNING);
        }
    }

    @Test
    final void fault24_workersWhoseLeasesRunOutAllTheTimeHaveEachEffectExactlyOnce() throws Exception {
        int events = 120;
        List<Appended> appended = inbox.appendAll(IntStream.range(0, events)
                .mapToObj(i -> aDelivery().route("ledger"))
                .toList());
        AtomicInteger committed = new AtomicInteger();
        Race.run(6, worker -> {
            while (committed.get() < events) {
                List<Lease> leases = new ArrayList<>(inbox.lease("ledger", 4, Duration.ofSeconds(10)));
                if (worker % 2 == 0 || leases.isEmpty()) {
                    inbox.advance(Duration.ofSeconds(4));
                }
                for (TransactionOutcome outcome : transact(leases, writeARow())) {
                    assertThat(outcome).isInstanceOfAny(Committed.class, Fenced.class);
                    committed.addAndGet(outcome instanceof Committed ? 1 : 0);
                }
            }
            return committed;
        });

        List<DispatchId> all = appended.stream()
                .map(each -> inbox.dispatches(each).get(0).id())
                .toList();
        assertThat(committed).hasValue(events);
        assertThat(ledger.committed()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(inbox.reader().openDispatches()).isEmpty();
        for (DispatchId id : all) {
            assertThat(inbox.attempts(id).stream()
                            .map(Attempt::outcome)
                            .filter(outcome -> outcome == AttemptOutcome.SUCCEEDED))
                    .hasSize(1);
        }
    }
}
