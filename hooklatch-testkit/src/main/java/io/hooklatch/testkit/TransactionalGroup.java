package io.hooklatch.testkit;

import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionalStore;
import io.hooklatch.store.TransactionalWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Rules of transactional stores, each on a fresh store with a ledger of the application beside the inbox. */
abstract class TransactionalGroup extends ContractGroup {
    /** A time limit that only something stuck reaches. */
    static final Duration AMPLE = Duration.ofMinutes(1);

    Ledger ledger;

    /** Where the work runs, as it would in an application. */
    ExecutorService handlers;

    @BeforeEach
    final void makeTheLedger() throws SQLException {
        ledger = new Ledger((TransactionalStoreHome) underTest().home());
        handlers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "handler");
            thread.setDaemon(true);
            return thread;
        });
    }

    @AfterEach
    final void stopTheHandlers() {
        handlers.shutdownNow();
    }

    final TransactionalStore store() {
        return (TransactionalStore) inbox.store();
    }

    /** The leases of so many new events for the handler {@code ledger}. */
    final List<Lease> leases(int count) {
        inbox.appendAll(Collections.nCopies(count, DeliverySample.aDelivery().route("ledger")));
        List<Lease> leases = inbox.lease("ledger", count);
        if (leases.size() != count) {
            throw new AssertionError(count + " should be leased: " + leases);
        }
        return leases;
    }

    final List<TransactionOutcome> transact(List<Lease> leases, TransactionalWork work) {
        return Stages.await(begin(leases, work));
    }

    final CompletionStage<List<TransactionOutcome>> begin(List<Lease> leases, TransactionalWork work) {
        return store().transact(leases, work, AMPLE, handlers);
    }

    /** Writes a row and says that all went well. */
    final TransactionalWork writeARow() {
        return (lease, connection) -> {
            Ledger.write(connection, lease, "done");
            return handled(lease);
        };
    }

    final Completion handled(Lease lease) {
        return Completion.handled(lease, inbox.now(), 7);
    }
}
