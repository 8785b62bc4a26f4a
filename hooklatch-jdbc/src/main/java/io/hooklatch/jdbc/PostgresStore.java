package io.hooklatch.jdbc;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.jdbc.postgres.link.Migrations;
import io.hooklatch.jdbc.postgres.link.PostgresFailure;
import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.Sessions;
import io.hooklatch.jdbc.postgres.read.PostgresReader;
import io.hooklatch.jdbc.postgres.wake.Wakes;
import io.hooklatch.jdbc.postgres.write.PostgresWrites;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Applied;
import io.hooklatch.store.CheckableStore;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Pruned;
import io.hooklatch.store.Step;
import io.hooklatch.store.StoreOpenException;
import io.hooklatch.store.Superseded;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionalStore;
import io.hooklatch.store.TransactionalWork;
import io.hooklatch.store.WorkSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * An inbox in a schema of a PostgreSQL database (14 or later), shared by any number of nodes.
 *
 * <p>Connections come from the application's data source, with its driver. The store keeps those it uses: one for each
 * lane, reader and handler's transaction, {@link PostgresStoreBuilder} says how many, one for what operators do, and two by
 * which nodes tell each other of work. A pool must be able to give that many and one more away for good; sessions must be
 * the application's own, not shared between transactions by something in between.
 *
 * <p>A stage completes when the database says that the change is committed. Leases and due times go by the clock of the
 * database, never by a node's. The work of {@link #transact} has a connection of its own: no other write waits for it.
 *
 * <p>The rows of a list are in the order of their ids, which nodes give out before they commit. A row that was on its way
 * while the first page was read may therefore be visited by the following ones; those that were there are, once each.
 *
 * <p>Thread-safe.
 */
public final class PostgresStore implements TransactionalStore, OperableStore, PrunableStore, CheckableStore {
    private final PostgresSettings settings;
    private final PostgresWrites writes;
    private final PostgresReader reader;
    private final Wakes wakes;
    private final byte[] digestKey;

    private PostgresStore(
            PostgresSettings settings, PostgresWrites writes, PostgresReader reader, Wakes wakes, byte[] digestKey) {
        this.settings = settings;
        this.writes = writes;
        this.reader = reader;
        this.wakes = wakes;
        this.digestKey = digestKey;
    }

    /**
     * Opens the inbox in the schema {@code hooklatch} of this database, or makes it when there is none.
     *
     * @throws StoreOpenException when it cannot be opened, naming the cause and the way out
     */
    public static PostgresStore open(DataSource dataSource) {
        return builder(dataSource).open();
    }

    /** For other settings than the usual ones. */
    public static PostgresStoreBuilder builder(DataSource dataSource) {
        return new PostgresStoreBuilder(dataSource);
    }

    /** The schema as SQL, for people and for tools that read the database. The store applies it by itself. */
    public static String schema() {
        return Migrations.schema();
    }

    static PostgresStore open(PostgresSettings settings) {
        Sessions sessions = new Sessions(settings);
        try (Session session = sessions.open()) {
            byte[] digestKey = Migrations.ofProgram(settings).apply(session);
            Wakes wakes = new Wakes(settings, sessions);
            return new PostgresStore(
                    settings,
                    new PostgresWrites(settings, sessions, session, wakes::tell, wakes::tellEndpointChange),
                    new PostgresReader(settings, sessions),
                    wakes,
                    digestKey);
        } catch (SQLException e) {
            throw new StoreOpenException(settings.name() + ": " + PostgresFailure.words(e), e);
        }
    }

    @Override
    public CompletionStage<Appended> append(NewDelivery delivery) {
        return writes.append(delivery);
    }

    @Override
    public CompletionStage<Boolean> diagnose(DeliveryId delivery, Diagnosis diagnosis) {
        return writes.diagnose(delivery, diagnosis);
    }

    @Override
    public CompletionStage<byte[]> keepSecret(String endpoint, byte[] sealed) {
        return writes.keepSecret(endpoint, sealed);
    }

    @Override
    public CompletionStage<Boolean> forgetSecret(String endpoint) {
        return writes.forgetSecret(endpoint);
    }

    @Override
    public CompletionStage<List<Lease>> lease(String handler, int limit, Duration leaseFor) {
        return writes.lease(handler, limit, leaseFor);
    }

    @Override
    public CompletionStage<Set<DispatchId>> renew(Collection<Lease> leases, Duration leaseFor) {
        return writes.renew(leases, leaseFor);
    }

    @Override
    public CompletionStage<Boolean> complete(Completion completion) {
        return writes.complete(completion);
    }

    @Override
    public CompletionStage<Integer> release(Collection<Lease> leases) {
        return writes.release(leases);
    }

    @Override
    public CompletionStage<Integer> recover() {
        return writes.recover();
    }

    @Override
    public long now() {
        return reader.now();
    }

    @Override
    public PrunePage prunable(PrunePlan plan, PrunePage.Position from, int limit) {
        return reader.prunable(plan, from, limit);
    }

    @Override
    public CompletionStage<Pruned> prune(PrunePlan plan, PrunePage page) {
        return writes.prune(plan, page);
    }

    @Override
    public Space space() {
        return reader.space();
    }

    @Override
    public List<Flaw> check() {
        return reader.check();
    }

    @Override
    public CompletionStage<Long> repair(Flaw.Kind kind) {
        return Mending.start(kind, limit -> reader.flawed(kind, limit), ids -> writes.repair(kind, ids));
    }

    /** Gives nothing back: the database's own vacuum reuses the room. */
    @Override
    public CompletionStage<Long> reclaim(long bytes) {
        return CompletableFuture.completedStage(0L);
    }

    @Override
    public void onWork(WorkSignal signal) {
        wakes.onWork(signal);
    }

    @Override
    public void onSuperseded(Consumer<Superseded> listener) {
        writes.news().onSuperseded(listener);
    }

    @Override
    public void onEndpointChange(Runnable signal) {
        wakes.onEndpointChange(signal);
    }

    @Override
    public CompletionStage<Void> probe() {
        return writes.probe();
    }

    @Override
    public CompletionStage<List<TransactionOutcome>> transact(
            List<Lease> leases, TransactionalWork work, Duration timeLimit, Executor executor) {
        return writes.transact(leases, work, timeLimit, executor);
    }

    @Override
    public CompletionStage<Operation> begin(NewOperation operation) {
        return writes.begin(operation);
    }

    @Override
    public CompletionStage<Applied> apply(OperationId operation, Step step) {
        return writes.apply(operation, step);
    }

    @Override
    public CompletionStage<Boolean> end(OperationId operation, OperationState state, String detail) {
        return writes.end(operation, state, detail);
    }

    @Override
    public OperationReader reader() {
        return reader;
    }

    @Override
    public byte[] digestKey() {
        return digestKey.clone();
    }

    @Override
    public int pendingWrites() {
        return writes.waiting();
    }

    @Override
    public void close() {
        writes.close();
        wakes.close();
        reader.close();
    }

    /** The schema; nothing of what is in it. */
    @Override
    public String toString() {
        return "PostgresStore[" + settings.schema() + "]";
    }
}
