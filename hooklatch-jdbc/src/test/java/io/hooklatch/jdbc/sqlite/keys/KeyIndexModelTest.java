package io.hooklatch.jdbc.sqlite.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.jdbc.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key index against a map, with crashes and rollbacks between any two of its steps. */
class KeyIndexModelTest {
    private static final int TRANSACTIONS = 1_000;
    private static final int GENERATION = 40;
    private static final int STEP = 7;

    private enum End {
        COMMIT,
        ROLL_BACK_BEFORE_LOG,
        ROLL_BACK_AFTER_LOG,
        CRASH_BEFORE_LOG,
        CRASH_AFTER_LOG,
        CRASH_AFTER_COMMIT
    }

    @TempDir
    Path directory;

    private final Map<Long, Set<Long>> model = new HashMap<>();
    /** The filter of the table's hashes is made when the test says so, between any two transactions. */
    private final Queue<Runnable> background = new ArrayDeque<>();

    private long[] asBegun = {};
    private Connection connection;
    private KeyIndex index;
    private boolean reopened;

    /** With 1 every key collides with every other, with 50 some do, with a million hardly any. */
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 1_000_000})
    void aCrashOrRollbackAtAnyStepLosesNoKeyAndInventsNone(int hashes) throws SQLException {
        Random random = new Random(hashes);
        open();
        try (Statement schema = connection.createStatement()) {
            schema.executeUpdate(SqliteStore.schema());
        }
        reopen();
        long event = 0;
        for (int i = 0; i < (hashes == 1 ? TRANSACTIONS / 4 : TRANSACTIONS); i++) {
            Map<Long, Long> pairs = new HashMap<>();
            reopened = false;
            run("BEGIN IMMEDIATE");
            for (int keys = random.nextInt(random.nextInt(50) == 0 ? 60 : 4); keys > 0; keys--) {
                event += 1 + random.nextInt(3);
                long hash = random.nextInt(hashes) * 0x9E3779B97F4A7C15L;
                index.put(hash, event);
                pairs.put(event, hash);
            }
            if (end(random.nextInt(20) > 0 ? End.COMMIT : End.values()[random.nextInt(End.values().length)])) {
                pairs.forEach((added, hash) ->
                        model.computeIfAbsent(hash, any -> new TreeSet<>()).add(added));
            }
            if (random.nextInt(30) == 0) {
                runBackground();
            }
            if (reopened) {
                assertSameAsModel();
            } else {
                for (long hash : pairs.values()) {
                    assertSameAsModel(hash);
                }
            }
        }
        assertSameAsModel();
        assertThat(rows("hooklatch_key")).as("keys have moved to the table").isGreaterThan(GENERATION);
        runBackground();
        run("BEGIN IMMEDIATE");
        end(End.COMMIT);
        assertThat(index.asksTheTable(0x123456789abcdefL))
                .as("the filter is at work")
                .isFalse();
        connection.close();
        closeIndex();
    }

    /** Whether the transaction is on disk. */
    private boolean end(End end) throws SQLException {
        if (end == End.CRASH_BEFORE_LOG) {
            reopen();
            return false;
        }
        if (end != End.ROLL_BACK_BEFORE_LOG) {
            index.beforeCommit();
        }
        if (end == End.CRASH_AFTER_LOG) {
            reopen();
            return false;
        }
        if (end == End.ROLL_BACK_BEFORE_LOG || end == End.ROLL_BACK_AFTER_LOG) {
            run("ROLLBACK");
            index.rolledBack();
            return false;
        }
        run("COMMIT");
        if (end == End.CRASH_AFTER_COMMIT) {
            reopen();
        } else {
            index.committed();
        }
        return true;
    }

    private void assertSameAsModel() throws SQLException {
        for (long hash : model.keySet()) {
            assertSameAsModel(hash);
        }
    }

    private void assertSameAsModel(long hash) throws SQLException {
        Set<Long> found = new TreeSet<>();
        long none = index.find(hash, event -> {
            found.add(event);
            return false;
        });
        assertThat(none).isZero();
        assertThat(found).isEqualTo(model.getOrDefault(hash, Set.of()));
    }

    /** What a new process finds: the transaction that was not committed is gone, and so is all memory. */
    private void reopen() throws SQLException {
        reopened = true;
        connection.close();
        closeIndex();
        open();
        DiskKeys disk = new DiskKeys(() -> new OldReading(asBegun), this::later, 16, 5);
        index = new KeyIndex(connection, (endpoint, key) -> 0, GENERATION, 128, STEP, disk);
    }

    /** A filter that is begun now and reads nothing that comes later: the slowest that there can be. */
    private void later(Runnable task) {
        long[] now = table();
        background.add(() -> {
            asBegun = now;
            task.run();
        });
    }

    private long[] table() {
        long[] hashes = new long[100_000];
        try (KeySource.Reading reading = new KeySource.FileReading(DriverManager.getConnection(url()))) {
            return Arrays.copyOf(hashes, reading.next(Long.MIN_VALUE, hashes));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private record OldReading(long[] table) implements KeySource.Reading {
        @Override
        public int next(long from, long[] hashes) {
            long[] rest = Arrays.stream(table)
                    .filter(hash -> hash >= from)
                    .limit(hashes.length)
                    .toArray();
            System.arraycopy(rest, 0, hashes, 0, rest.length);
            return rest.length;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private void closeIndex() {
        runBackground();
        if (index != null) {
            index.close();
        }
    }

    private void runBackground() {
        for (Runnable task = background.poll(); task != null; task = background.poll()) {
            task.run();
        }
    }

    private String url() {
        return "jdbc:sqlite:" + directory.resolve("keys.db");
    }

    private void open() throws SQLException {
        connection = DriverManager.getConnection(url());
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = OFF"); // this is not about the disk
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long rows(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
