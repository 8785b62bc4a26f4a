package io.hooklatch.jdbc.sqlite.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.jdbc.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
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
        connection.close();
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
        open();
        index = new KeyIndex(connection, (endpoint, key) -> 0, GENERATION, 128, STEP);
    }

    private void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("keys.db"));
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
