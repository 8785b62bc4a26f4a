package io.hooklatch.jdbc;

import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.file.InboxFile;
import io.hooklatch.jdbc.sqlite.file.Migrations;
import io.hooklatch.jdbc.sqlite.file.SqliteFailure;
import io.hooklatch.jdbc.sqlite.read.RecentEvents;
import io.hooklatch.jdbc.sqlite.read.SqliteReader;
import io.hooklatch.jdbc.sqlite.write.SqliteWrites;
import io.hooklatch.jdbc.sqlite.write.Writer;
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
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * An inbox in one SQLite file, owned by one process.
 *
 * <p>Beside the file {@code inbox.db} stand {@code inbox.db-wal} and {@code inbox.db-shm} while it is open, {@code
 * inbox.db.lock}, which says who holds it, and {@code inbox.db.key}, the key under which credential headers are digested:
 * copy that one with the database, and keep it as secret as a password. With a {@link SqliteStoreBuilder#ballast} there is
 * {@code inbox.db.ballast} as well, which holds nothing. New files can be read by their owner only.
 *
 * <p>A stage completes when the change is on the disk: the write-ahead log is synchronised at every commit. Concurrent
 * changes share commits. An application may keep its own tables in the same file and use them from its own connections,
 * with SQLite 3.51.3 or later like this store; the writer waits for those up to the busy timeout.
 *
 * <p>The work of {@link #transact} holds the only writer: it must not wait for another write of this store, which waits for
 * it in turn until its time limit. {@link #close} waits for it too.
 *
 * <p>Thread-safe.
 */
public final class SqliteStore implements TransactionalStore, PrunableStore, CheckableStore, OperableStore {
    private final InboxFile file;
    private final Writer writer;
    private final SqliteWrites writes;
    private final SqliteReader reader;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteStore(InboxFile file, Writer writer, SqliteReader reader) {
        this.file = file;
        this.writer = writer;
        this.writes = new SqliteWrites(writer);
        this.reader = reader;
    }

    /**
     * Opens the inbox in this file, or makes it when the file does not exist or is empty.
     *
     * @throws StoreOpenException when this process may not own it, naming the file, the cause and the way out
     */
    public static SqliteStore open(Path file) {
        return builder(file).open();
    }

    /** For other settings than the usual ones. */
    public static SqliteStoreBuilder builder(Path file) {
        return new SqliteStoreBuilder(file);
    }

    /** The schema as SQL, for people and for tools that read the file. The store applies it by itself. */
    public static String schema() {
        return Migrations.ofProgram().schema();
    }

    static SqliteStore open(SqliteSettings given) {
        InboxFile file = InboxFile.open(given);
        SqliteSettings settings = file.settings();
        SharedValues values = new SharedValues();
        try {
            Writer writer = new Writer(settings, values, file.guard());
            return new SqliteStore(file, writer, new SqliteReader(settings, values, recentEvents(writer)));
        } catch (SQLException e) {
            file.close();
            throw new StoreOpenException(SqliteFailure.words(settings, e), e);
        }
    }

    private static RecentEvents recentEvents(Writer writer) {
        return new RecentEvents() {
            @Override
            public long hash(String endpoint, String key) {
                return writer.hash(endpoint, key);
            }

            @Override
            public Optional<long[]> find(long hash) {
                return writer.recentEvents(hash);
            }
        };
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

    /** Nobody else writes to the file, so nothing is ever told. */
    @Override
    public void onWork(WorkSignal signal) {
        Objects.requireNonNull(signal, "signal");
    }

    @Override
    public void onSuperseded(Consumer<Superseded> listener) {
        writer.news().onSuperseded(listener);
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
    public long now() {
        return file.settings().clock().millis();
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
        return SqliteBackup.look(file.settings());
    }

    @Override
    public CompletionStage<Long> repair(Flaw.Kind kind) {
        return Mending.start(
                kind, limit -> SqliteBackup.flawed(file.settings(), kind, limit), ids -> writes.repair(kind, ids));
    }

    SqliteSettings settings() {
        return file.settings();
    }

    /** How many bytes the write-ahead log takes beside the file. */
    public long logBytes() {
        return file.guard().logBytes();
    }

    @Override
    public CompletionStage<Long> reclaim(long bytes) {
        return writes.reclaim(bytes);
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
    public CompletionStage<Void> probe() {
        return writes.probe();
    }

    @Override
    public CompletionStage<List<TransactionOutcome>> transact(
            List<Lease> leases, TransactionalWork work, Duration timeLimit, Executor executor) {
        return writes.transact(leases, work, timeLimit, executor);
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public OperationReader reader() {
        return reader;
    }

    @Override
    public byte[] digestKey() {
        return file.digestKey();
    }

    @Override
    public int pendingWrites() {
        return writer.waiting();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        writer.close();
        reader.close();
        file.foldLog();
        file.close();
    }

    /** The file; nothing of what is in it. */
    @Override
    public String toString() {
        return "SqliteStore[" + file.settings().name() + "]";
    }
}
