package io.hooklatch.jdbc.sqlite.keys;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * From the hash of an endpoint and a key to the events that may have it. New pairs go to memory and, one row for each
 * transaction, to a log; the pairs of a full generation move to the table on disk in the order of their hashes, some with
 * each commit, and then leave the log. What is in the log is what is in memory, so an open after a crash loses nothing.
 *
 * <p>Called by the writer's thread, within its transactions; {@link #recent} by any thread.
 */
public final class KeyIndex implements AutoCloseable {
    /** So many pairs move at a time: enough that neighbours on a page of the table move together. */
    private static final int STEP = 256;

    /** For each pair that comes, so many move: a generation is on disk before the next is full. */
    private static final int PACE = 2;

    /** So many pairs move with one statement: a call into the database for each would cost more than the move. */
    private static final int ROWS = 32;

    private static final int PAIR = 2 * Long.BYTES;

    private static final String MOVE = "INSERT OR IGNORE INTO main.hooklatch_key (hash, event) VALUES ";

    private final KeyHash hash;
    private final RecentKeys recent;
    private final DiskKeys disk;
    private final PreparedStatement find;
    private final PreparedStatement move;
    private final PreparedStatement moveMany;
    private final PreparedStatement log;
    private final PreparedStatement dropLog;

    /** The last event of the generation that moves; its log rows go when it has. */
    private long movingUntil;
    /** The next place of that generation to move; all before it are on disk. */
    private int place;
    /** Whether the log rows of that generation are gone. */
    private boolean logDone;

    private final int step;
    private long lastEvent;
    private int debt;

    /** The pairs of the transaction that runs, and where the move stood at the last commit. */
    private long[] pending = new long[512];

    private int pendingPairs;
    private final int[] moves = new int[ROWS];
    private int placeBefore;
    private boolean logDoneBefore;

    /**
     * Reads the log.
     *
     * @param slack how many keys one transaction adds at most
     */
    public KeyIndex(Connection connection, KeyHash hash, SqliteSettings settings, int slack) throws SQLException {
        this(connection, hash, settings.recentKeys() / 2, slack, STEP, new DiskKeys(KeySource.of(settings), task -> {
            Thread thread = new Thread(task, "hooklatch-keys " + settings.name());
            thread.setDaemon(true);
            thread.start();
        }));
    }

    /**
     * @param generation how many keys make a generation; up to twice as many are held in memory
     * @param disk closed with the index, also when this throws
     */
    KeyIndex(Connection connection, KeyHash hash, int generation, int slack, int step, DiskKeys disk)
            throws SQLException {
        this.hash = hash;
        this.disk = disk;
        this.step = step;
        debt = step; // so that a process that never lives long makes progress too
        try (Statement statement = connection.createStatement()) {
            find = connection.prepareStatement("SELECT event FROM main.hooklatch_key WHERE hash = ?");
            move = connection.prepareStatement(MOVE + "(?, ?)");
            moveMany = connection.prepareStatement(MOVE + "(?, ?), ".repeat(ROWS - 1) + "(?, ?)");
            log = connection.prepareStatement(
                    "INSERT INTO main.hooklatch_recent_key (last_event, pairs) VALUES (?, ?)");
            dropLog = connection.prepareStatement("DELETE FROM main.hooklatch_recent_key WHERE last_event IN "
                    + "(SELECT last_event FROM main.hooklatch_recent_key WHERE last_event <= ? ORDER BY last_event LIMIT "
                    + step + ")");
            int found;
            try (ResultSet row =
                    statement.executeQuery("SELECT coalesce(sum(length(pairs)), 0) FROM main.hooklatch_recent_key")) {
                row.next();
                found = Math.toIntExact(row.getLong(1) / PAIR);
            }
            recent = new RecentKeys(generation, slack, found);
            readLog(statement);
        } catch (SQLException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    private void readLog(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT last_event, pairs FROM main.hooklatch_recent_key ORDER BY last_event")) {
            while (row.next()) {
                movingUntil = row.getLong(1);
                ByteBuffer pairs = ByteBuffer.wrap(row.getBytes(2));
                while (pairs.hasRemaining()) {
                    recent.load(pairs.getLong(), pairs.getLong());
                }
            }
        }
    }

    /** Decides whether an event really has a key. */
    @FunctionalInterface
    public interface Check {
        boolean has(long event) throws SQLException;
    }

    /** The hash of this key at this endpoint. */
    public long hash(String endpoint, String key) {
        return hash.of(endpoint, key);
    }

    /** The event with a key of this hash for which the check holds, or 0. */
    public long find(long hash, Check check) throws SQLException {
        for (long event : recent.find(hash)) {
            if (check.has(event)) {
                return event;
            }
        }
        if (!disk.mayHold(hash)) {
            return 0;
        }
        find.setLong(1, hash);
        try (ResultSet row = find.executeQuery()) {
            while (row.next()) {
                long event = row.getLong(1);
                if (check.has(event)) {
                    return event;
                }
            }
        }
        return 0;
    }

    /** Whether {@link #find} asks the table on disk for this hash. */
    boolean asksTheTable(long hash) {
        return disk.mayHold(hash);
    }

    /** The events in memory that may have a key with this hash, also of a transaction that is not committed. */
    public long[] recent(long hash) {
        return recent.find(hash);
    }

    /** Adds a key of an event that the running transaction stores. Events come in the order of their ids. */
    public void put(long hash, long event) {
        recent.put(hash, event);
        if (2 * pendingPairs == pending.length) {
            pending = Arrays.copyOf(pending, 2 * pending.length);
        }
        pending[2 * pendingPairs] = hash;
        pending[2 * pendingPairs + 1] = event;
        pendingPairs++;
        lastEvent = event;
    }

    /** Writes the log of the running transaction and moves some pairs; nothing may be put between this and the end. */
    public void beforeCommit() throws SQLException {
        if (pendingPairs > 0) {
            ByteBuffer pairs = ByteBuffer.allocate(PAIR * pendingPairs);
            pairs.asLongBuffer().put(pending, 0, 2 * pendingPairs);
            log.setLong(1, lastEvent);
            log.setBytes(2, pairs.array());
            log.executeUpdate();
        }
        debt += PACE * pendingPairs;
        if (debt >= step) {
            int pairs = debt - debt % step;
            debt -= pairs;
            step(recent.full() ? Integer.MAX_VALUE : pairs);
        }
    }

    private void step(int pairs) throws SQLException {
        PairTable moving = recent.moving();
        int left = pairs;
        int bound = 0;
        while (place < moving.places() && left > 0) {
            if (moving.eventAt(place) != 0) {
                moves[bound++] = place;
                left--;
            }
            place++;
            if (bound == ROWS) {
                move(moving, moveMany, 0, bound);
                bound = 0;
            }
        }
        for (int i = 0; i < bound; i++) {
            move(moving, move, i, i + 1);
        }
        if (place == moving.places() && !logDone) {
            dropLog.setLong(1, movingUntil);
            logDone = dropLog.executeUpdate() < step;
        }
    }

    private void move(PairTable moving, PreparedStatement statement, int from, int until) throws SQLException {
        int parameter = 1;
        for (int i = from; i < until; i++) {
            statement.setLong(parameter++, moving.hashAt(moves[i]));
            statement.setLong(parameter++, moving.eventAt(moves[i]));
        }
        statement.executeUpdate();
    }

    /** The transaction is durable. */
    public void committed() {
        pendingPairs = 0;
        if (recent.full() && place == recent.moving().places()) {
            disk.forgotten(recent.moving());
            recent.turn();
            place = 0;
            logDone = false;
            movingUntil = lastEvent;
        }
        recent.makeRoom();
        disk.turn();
        placeBefore = place;
        logDoneBefore = logDone;
    }

    /** The transaction left no trace, so this leaves none either. */
    public void rolledBack() {
        while (pendingPairs > 0) {
            pendingPairs--;
            recent.takeOutLast(pending[2 * pendingPairs], pending[2 * pendingPairs + 1]);
        }
        place = placeBefore;
        logDone = logDoneBefore;
    }

    /** Waits until nothing reads the file for it any more. */
    @Override
    public void close() {
        disk.close();
    }
}
