package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.check.Checks;
import io.hooklatch.jdbc.sqlite.keys.KeyHash;
import io.hooklatch.jdbc.sqlite.keys.KeyIndex;
import io.hooklatch.jdbc.sqlite.prune.Removal;
import io.hooklatch.jdbc.sqlite.prune.Room;
import io.hooklatch.jdbc.sqlite.prune.Statements;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.Element;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Superseded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The writer's connection with its statements, and what it knows in memory of what is on disk. Every change happens
 * between {@link #begin} and {@link #commit} or {@link #rollback}. After a commit or rollback that failed it is not to be
 * used again: a new one reads everything anew.
 */
final class WriteSession implements AutoCloseable {
    private final Connection connection;
    private final InstantSource clock;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement savepoint;
    private final PreparedStatement release;
    private final PreparedStatement rollbackTo;
    private final PreparedStatement probe;
    private final SharedRows shared;
    private final IdRows ids;
    private final KeyIndex keys;
    private final Appends appends;
    private final DispatchRows dispatches;
    private final Leasing leasing;
    private final AttemptRows attempts;
    private final SecretRows secrets;
    private final DiagnosisRows diagnoses;
    private final Removal removal;
    private final Room room;
    private final Checks checks;
    private final PauseRows pauses;
    private final OrderRows order;
    private final OperationRows operations;
    private final List<Superseded> superseded = new ArrayList<>();
    private long now;
    private boolean inTransaction;

    /** Takes over the connection, also when it throws. */
    WriteSession(Connection connection, SqliteSettings settings, SharedValues values, IdSequence sequence, KeyHash hash)
            throws SQLException {
        this.connection = connection;
        this.clock = settings.clock();
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        rollback = connection.prepareStatement("ROLLBACK");
        savepoint = connection.prepareStatement("SAVEPOINT hooklatch_work");
        release = connection.prepareStatement("RELEASE hooklatch_work");
        rollbackTo = connection.prepareStatement("ROLLBACK TO hooklatch_work");
        probe = connection.prepareStatement(
                "INSERT OR REPLACE INTO main.hooklatch_inbox (name, value) VALUES ('probed_at', ?)");
        shared = new SharedRows(connection, values);
        ids = new IdRows(connection, sequence);
        dispatches = new DispatchRows(connection);
        attempts = new AttemptRows(connection);
        secrets = new SecretRows(connection);
        diagnoses = new DiagnosisRows(connection);
        Statements statements = Statements.on(connection);
        order = new OrderRows(statements);
        removal = new Removal(statements, values.profiles(), hash, dispatch -> order.forget(dispatch, now));
        room = new Room(statements);
        checks = new Checks(statements);
        DeliveryRows deliveries = new DeliveryRows(connection, shared);
        // A batch of events that comes along when a transaction is nearly full brings all of its keys.
        int events = settings.batchRows() + settings.batchRows() / 4 + Element.MOST;
        keys = new KeyIndex(connection, hash, settings, NewEvent.MAX_KEYS * events);
        pauses = new PauseRows(connection);
        leasing =
                new Leasing(shared, pauses, new DueRows(connection), ids, dispatches, attempts, order, superseded::add);
        appends = new Appends(ids, keys, shared, deliveries, dispatches, pauses, order, superseded::add);
        Changes changes = new Changes(
                new OperatorRows(connection, shared, ids, order),
                pauses,
                new PromotionRows(connection, shared, appends));
        operations = new OperationRows(connection, ids, changes);
    }

    Connection connection() {
        return connection;
    }

    Removal removal() {
        return removal;
    }

    long repair(Flaw.Kind kind, List<Long> ids) throws SQLException {
        return checks.repair(kind, ids, now);
    }

    Room room() {
        return room;
    }

    SecretRows secrets() {
        return secrets;
    }

    OperationRows operations() {
        return operations;
    }

    /** The time of this transaction, in milliseconds since the epoch, UTC. */
    long now() {
        return now;
    }

    KeyIndex keys() {
        return keys;
    }

    @Override
    public void close() throws SQLException {
        keys.close();
        connection.close();
    }

    /** Begins a transaction that holds the write lock; waits for it up to the busy timeout. */
    void begin() throws SQLException {
        begin.executeUpdate();
        inTransaction = true;
        now = clock.millis();
    }

    /** Whether a transaction began that has not ended well: what the connection believes may be wrong. */
    boolean inTransaction() {
        return inTransaction;
    }

    void commit() throws SQLException {
        keys.beforeCommit();
        ids.beforeCommit(now);
        commit.executeUpdate();
        keys.committed();
        ids.committed();
        shared.committed();
        pauses.committed();
        inTransaction = false;
    }

    void rollback() throws SQLException {
        superseded.clear();
        rollback.executeUpdate();
        keys.rolledBack();
        ids.rolledBack();
        shared.rolledBack();
        pauses.rolledBack();
        inTransaction = false;
    }

    /** Begins a piece of lent work. */
    void savepoint() throws SQLException {
        savepoint.executeUpdate();
    }

    /** Keeps what was written since; fails when the work ended the savepoint itself. */
    void releaseSavepoint() throws SQLException {
        release.executeUpdate();
    }

    /** Takes back what was written since; fails when the work ended the savepoint itself. */
    void rollbackToSavepoint() throws SQLException {
        rollbackTo.executeUpdate();
        release.executeUpdate();
    }

    /** What the last transaction superseded; to be asked for once it is committed. */
    List<Superseded> takeSuperseded() {
        List<Superseded> taken = List.copyOf(superseded);
        superseded.clear();
        return taken;
    }

    Appended append(NewDelivery delivery) throws SQLException {
        return appends.append(delivery, now);
    }

    Appended appendBatch(NewDelivery delivery) throws SQLException {
        return appends.appendBatch(delivery, now);
    }

    boolean diagnose(DeliveryId delivery, Diagnosis diagnosis) throws SQLException {
        return diagnoses.write(delivery, diagnosis);
    }

    List<Lease> lease(String handler, int limit, Duration leaseFor) throws SQLException {
        return leasing.lease(handler, limit, leaseFor, now);
    }

    Set<DispatchId> renew(Collection<Lease> leases, Duration leaseFor) throws SQLException {
        Set<DispatchId> renewed = new HashSet<>();
        for (Lease lease : leases) {
            if (dispatches.renew(lease, now, leaseFor)) {
                renewed.add(lease.dispatchId());
            }
        }
        return renewed;
    }

    boolean complete(Completion completion) throws SQLException {
        Lease lease = completion.lease();
        Optional<String> error =
                completion.outcome() == AttemptOutcome.SUCCEEDED ? Optional.empty() : Optional.of(completion.error());
        boolean plain = completion.next() instanceof Completion.Next.Handled && error.isEmpty();
        boolean held = plain ? dispatches.handle(lease) : dispatches.end(lease, completion.next(), error, now);
        if (held) {
            attempts.insert(
                    ids.next(),
                    lease.dispatchId().value(),
                    lease.attempt(),
                    now,
                    completion.startedAt(),
                    completion.durationMillis(),
                    completion.outcome(),
                    completion.error());
        }
        if (held && lease.ordered() && completion.next() instanceof Completion.Next.Handled) {
            order.handled(lease.dispatchId().value(), now);
        }
        return held;
    }

    /** Whether nobody else got the dispatch, and it is not completed or released. */
    boolean held(Lease lease) throws SQLException {
        return dispatches.held(lease);
    }

    int release(Collection<Lease> leases) throws SQLException {
        int released = 0;
        for (Lease lease : leases) {
            released += dispatches.release(lease, now) ? 1 : 0;
        }
        return released;
    }

    int recover() throws SQLException {
        return dispatches.expireAll(now);
    }

    void probe() throws SQLException {
        probe.setLong(1, now);
        probe.executeUpdate();
    }
}
