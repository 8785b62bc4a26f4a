package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.store.Appended;
import io.hooklatch.store.StoreBusyException;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What the store in memory offers to tests beyond the contract. */
class MemoryStoreTest {
    private final ManualTime time = ManualTime.start();
    private final MemoryStore store = MemoryStore.open(time);

    @Test
    void whileCommitsArePausedNothingIsAcknowledgedOrSeen() {
        store.pauseCommits();
        CompletionStage<Appended> first = store.append(aDelivery().key("evt_1").build());
        CompletionStage<Appended> second = store.append(aDelivery().key("evt_1").build());
        assertThat(first.toCompletableFuture()).isNotDone();
        assertThat(store.pendingWrites()).isEqualTo(2);
        assertThat(Listing.deliveries(store.reader())).isEmpty();

        store.resumeCommits();
        assertThat(Stages.await(first).newEvent()).isTrue();
        assertThat(Stages.await(second).duplicate()).isTrue();
        assertThat(store.pendingWrites()).isZero();
        assertThat(store.append(aDelivery().build()).toCompletableFuture()).isDone();
    }

    @Test
    void aCommitThatFailsChangesNothing() {
        StoreException diskFull = new StoreUnavailableException("the disk is full");
        store.failNextCommits(2, diskFull);
        DeliverySample copy = aDelivery().key("evt_1");
        for (int i = 0; i < 2; i++) {
            CompletionStage<Appended> failed = store.append(copy.build());
            assertThatThrownBy(() -> Stages.await(failed)).isSameAs(diskFull);
        }
        assertThat(Listing.deliveries(store.reader())).isEmpty();
        assertThat(Stages.await(store.append(copy.build())).newEvent()).isTrue();
    }

    @Test
    void failingCanBeEnded() {
        store.failNextCommits(Integer.MAX_VALUE, new StoreUnavailableException("down"));
        assertThat(store.probe().toCompletableFuture()).isCompletedExceptionally();
        store.failNextCommits(0, new StoreUnavailableException("down"));
        assertThat(store.probe().toCompletableFuture()).isCompleted();
    }

    @Test
    void aFullQueueRefusesAtOnceWithoutTrying() {
        store.queueLimit(1);
        assertThat(store.probe().toCompletableFuture()).isCompleted();
        store.pauseCommits();
        CompletionStage<Appended> waits = store.append(aDelivery().build());
        CompletionStage<Appended> refused = store.append(aDelivery().build());
        assertThatThrownBy(() -> Stages.await(refused))
                .isInstanceOf(StoreBusyException.class)
                .hasMessageContaining("1 writes wait");
        store.resumeCommits();
        Stages.await(waits);
        assertThat(Listing.deliveries(store.reader())).hasSize(1);
    }

    @Test
    void closingWhilePausedCommitsWhatWaits() {
        store.pauseCommits();
        CompletionStage<Appended> waits = store.append(aDelivery().build());
        MemoryStore again = store.reopen(time);
        assertThat(again.reader().delivery(Stages.await(waits).deliveryId())).isPresent();
    }

    @Test
    void aContinuationMayUseTheStoreFromAnyThread() {
        List<Integer> seen = new ArrayList<>();
        Stages.await(store.append(aDelivery().build())
                .thenAccept(first -> seen.add(Stages.await(CompletableFuture.supplyAsync(
                        () -> Listing.deliveries(store.reader()).size())))));
        store.pauseCommits();
        CompletionStage<Void> later = store.append(aDelivery().build())
                .thenAccept(second -> seen.add(Stages.await(CompletableFuture.supplyAsync(
                        () -> Listing.deliveries(store.reader()).size()))));
        store.resumeCommits();
        assertThat(later.toCompletableFuture()).isCompleted();
        assertThat(seen).containsExactly(1, 2);
    }
}
