package io.hooklatch.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationState;
import io.hooklatch.operate.AuditEntry;
import io.hooklatch.operate.Upkeep;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done to an inbox as a whole is in the audit. */
class UpkeepTest {
    private static final Actor ALICE = new Actor("alice", "library");

    private final ManualTime time = ManualTime.start();
    private final MemoryStore store = MemoryStore.open(time);
    private final Upkeep upkeep = new Upkeep(store, time);

    @AfterEach
    void close() {
        upkeep.close();
        store.close();
    }

    @Test
    void whatIsDoneIsRecordedWithItsCountsAndItsEnd() {
        Operation done = upkeep.run(Action.EXPORT, ALICE, "for the auditors", "events", entry -> {
            assertThat(only().state()).isEqualTo(OperationState.RUNNING);
            entry.changed(40);
            time.advance(Duration.ofSeconds(5));
            assertThat(only().changed()).as("progress").isEqualTo(40);
            entry.changed(2);
            return "42 lines";
        });
        assertThat(done).isEqualTo(only());
        assertThat(done.state()).isEqualTo(OperationState.DONE);
        assertThat(done.changed()).isEqualTo(42);
        assertThat(done.detail()).isEqualTo("42 lines");
        assertThat(done.actor()).isEqualTo(ALICE);
        assertThat(done.reason()).isEqualTo("for the auditors");
        assertThat(done.selection()).isEqualTo("events");
        assertThat(time.untilNext()).as("nothing is left to beat").isEmpty();
    }

    @Test
    void whatFailsIsRecordedWithTheReasonAndThrown() {
        assertThatThrownBy(() -> upkeep.run(Action.BACKUP, ALICE, "nightly", "", entry -> {
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(IOException.class);
        assertThat(only().state()).isEqualTo(OperationState.FAILED);
        assertThat(only().detail()).isEqualTo("the disk is full");
    }

    @Test
    void aSignOfLifeThatCouldNotBeWrittenIsWrittenWithTheNextAndCountsOnce() {
        Operation done = upkeep.run(Action.EXPORT, ALICE, "x", "", entry -> {
            entry.changed(5);
            store.failNextCommits(1, new StoreUnavailableException("not now"));
            time.advance(Duration.ofSeconds(5));
            assertThat(only().changed()).isZero();
            entry.changed(6);
            return "";
        });
        assertThat(done.changed()).isEqualTo(11);
        assertThat(done.state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void whoeverGoesOnLearnsThatSomebodyCancelledIt() {
        AuditEntry entry = begun();
        store.end(entry.id(), OperationState.CANCELLED, "enough")
                .toCompletableFuture()
                .join();
        assertThat(entry.running()).isTrue();
        time.advance(Duration.ofSeconds(5));
        assertThat(entry.running()).isFalse();
        assertThat(entry.end(OperationState.DONE, "").toCompletableFuture().join())
                .isFalse();
        assertThat(only().state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void whatGoesOnWhenTheInboxIsClosedIsEndedAndAnEndAfterwardsChangesNothing() {
        AuditEntry entry = begun();
        upkeep.close();
        assertThat(only().state()).isEqualTo(OperationState.FAILED);
        assertThat(only().detail()).isEqualTo("the inbox was closed");
        assertThat(entry.end(OperationState.DONE, "").toCompletableFuture().join())
                .isFalse();
    }

    @Test
    void whatOnlyBeginsWhenTheInboxIsClosedIsEndedToo() throws Exception {
        store.pauseCommits();
        CompletableFuture<AuditEntry> begun =
                upkeep.begin(Action.EXPORT, ALICE, "x", "").toCompletableFuture();
        Thread closing = new Thread(upkeep::close);
        closing.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (closing.getState() != Thread.State.TIMED_WAITING && closing.isAlive()) {
            assertThat(System.nanoTime()).as("closing neither waits nor ends").isLessThan(end);
            Thread.onSpinWait();
        }
        store.resumeCommits();
        closing.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(closing.isAlive()).isFalse();
        assertThat(only().state()).isEqualTo(OperationState.FAILED);
        assertThat(only().detail()).isEqualTo("the inbox was closed");
        assertThat(begun.get(60, TimeUnit.SECONDS).running()).isFalse();
        assertThat(time.untilNext()).as("nothing is left to beat").isEmpty();
    }

    @Test
    void whereOneProcessOwnsTheInboxTheNextStartEndsWhatACrashCutOffAndNothingOfOthers() {
        store.begin(new NewOperation(Action.REPLAY, ALICE, "goes on by itself", "", 0, 0, ""));
        store.begin(new NewOperation(Action.BACKUP, ALICE, "cut off", "", 0, 0, ""));
        upkeep.start();
        assertThat(store.reader()
                        .operations(OperationQuery.all().state(OperationState.RUNNING))
                        .items())
                .singleElement()
                .satisfies(left -> assertThat(left.action()).isEqualTo(Action.REPLAY));
    }

    @Test
    void whatThisProcessIsAtIsNotTakenForWhatACrashCutOff() {
        AuditEntry entry = begun();
        upkeep.start();
        assertThat(only().state()).isEqualTo(OperationState.RUNNING);
        assertThat(entry.end(OperationState.DONE, "").toCompletableFuture().join())
                .isTrue();
    }

    private AuditEntry begun() {
        return upkeep.begin(Action.EXPORT, ALICE, "x", "").toCompletableFuture().join();
    }

    private Operation only() {
        return store.reader().operations(OperationQuery.all()).items().get(0);
    }
}
