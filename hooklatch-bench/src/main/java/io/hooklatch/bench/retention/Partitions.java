package io.hooklatch.bench.retention;

import io.hooklatch.bench.postgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The tables of an inbox, cut into partitions of a day by the ids that bear the time: then an id leads to one partition,
 * and the primary keys stay unique without another column. The store works on them as they are, unchanged.
 *
 * <p>The keys of dedupe stay in one table, since no partition could tell that another has a key already, and they outlive
 * their events. So they are removed by batches here as there, and are no part of the comparison.
 */
final class Partitions {
    /** The tables that grow with receipts, and the column that bears the time. */
    private enum Cut {
        DELIVERY("id"),
        EVENT("id"),
        DISPATCH("id"),
        ATTEMPT("dispatch");

        private final String by;

        Cut(String by) {
            this.by = by;
        }

        String table() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Locks are asked for again rather than waited for: whoever comes after has to wait as well. */
    private static final int LOCK_MILLIS = 50;

    private static final int MOST_TRIES = 1000;

    /** The states of SQL of a lock that did not come in time, and of a circle of waiting. */
    private static final List<String> NOT_NOW = List.of("55P03", "40P01");

    private final Database database;
    private final String schema;
    private final Days days;

    Partitions(Database database, String schema, Days days) {
        this.database = database;
        this.schema = schema;
        this.days = days;
    }

    /** Replaces the empty tables of an inbox that nobody has open, after those of another one. */
    void make(String plain) throws SQLException {
        for (Cut cut : Cut.values()) {
            String table = schema + "." + cut.table();
            List<String> indexes = indexes(plain, cut.table());
            database.execute("DROP TABLE " + table);
            database.execute("CREATE TABLE " + table + " (LIKE " + plain + "." + cut.table()
                    + " INCLUDING DEFAULTS INCLUDING IDENTITY) PARTITION BY RANGE (" + cut.by + ")");
            for (String index : indexes) {
                database.execute(index);
            }
            for (int day = 0; day <= days.count() + 1; day++) {
                database.execute(
                        "CREATE TABLE " + table + "_" + day + " PARTITION OF " + table + range(day) + filled(cut));
            }
        }
    }

    /** Of an attempt the primary key has no time, so that no index over all partitions can make it unique. */
    private List<String> indexes(String plain, String table) throws SQLException {
        List<String> indexes = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT indexdef FROM pg_indexes WHERE schemaname = '" + plain
                        + "' AND tablename = '" + table + "'")) {
            while (row.next()) {
                indexes.add(row.getString(1)
                        .replace(" ON " + plain + ".", " ON " + schema + ".")
                        .replace("UNIQUE INDEX attempt_", "INDEX attempt_"));
            }
        }
        return indexes;
    }

    private String range(int day) {
        return " FOR VALUES FROM (" + days.firstId(day) + ") TO ("
                + (day > days.count() ? "MAXVALUE" : days.firstId(day + 1)) + ")";
    }

    private static String filled(Cut cut) {
        return cut == Cut.DISPATCH ? " WITH (fillfactor = 85)" : "";
    }

    /**
     * What it took to drop a day.
     *
     * @param away how long something was in nobody's reach, in nanoseconds: all of the inbox, or what had to stay of the day
     * @param tries how often the locks were asked for
     */
    record Dropped(long away, int tries) {}

    /**
     * Drops the oldest day, but for what has to stay: deliveries that made no event, and events that are on their way, did
     * not end as handled, were touched later or have a dispatch of a later day. Those move to a partition of their own,
     * which takes the day's place in the transaction that detaches it.
     *
     * <p>This asks less than a store would have to: it takes it that nobody replays one of the day's events between the look
     * and the lock.
     */
    Dropped dropAtOnce() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            prepare(statement);
            look(statement);
            connection.setAutoCommit(false);
            Dropped dropped = swap(connection, statement);
            connection.setAutoCommit(true);
            dropDay(statement);
            return dropped;
        }
    }

    /**
     * The same without a lock that stops anybody: the day is detached first, and what has to stay is looked for when nobody
     * can change it any more. Until it is attached again nobody sees it, so a day with something on its way has to wait.
     */
    Dropped dropConcurrently() throws SQLException {
        database.requireExactly(0, "SELECT count(*) FROM " + day(Cut.DISPATCH) + " WHERE state IN (1, 2, 3)");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            prepare(statement);
            long begun = System.nanoTime();
            for (Cut cut : Cut.values()) {
                statement.execute(alter(cut) + " DETACH PARTITION " + day(cut) + " CONCURRENTLY");
            }
            look(statement);
            connection.setAutoCommit(false);
            move(statement);
            for (Cut cut : Cut.values()) {
                attach(statement, cut);
            }
            connection.commit();
            long away = System.nanoTime() - begun;
            connection.setAutoCommit(true);
            dropDay(statement);
            return new Dropped(away, 1);
        }
    }

    private void prepare(Statement statement) throws SQLException {
        for (Cut cut : Cut.values()) {
            statement.execute("CREATE TABLE " + kept(cut) + " (LIKE " + schema + "." + cut.table()
                    + " INCLUDING DEFAULTS INCLUDING INDEXES)" + filled(cut));
            statement.execute("ALTER TABLE " + kept(cut) + " ADD CHECK (" + cut.by + " >= " + days.firstId(0) + " AND "
                    + cut.by + " < " + days.firstId(1) + ")");
        }
    }

    private void look(Statement statement) throws SQLException {
        statement.execute("CREATE TEMPORARY TABLE staying AS SELECT d.id AS delivery, d.event FROM " + day(Cut.DELIVERY)
                + " d WHERE d.event IS NULL OR EXISTS (SELECT 1 FROM " + day(Cut.DISPATCH)
                + " x WHERE x.event = d.event AND (x.state <> 4 OR EXISTS (SELECT 1 FROM " + day(Cut.ATTEMPT)
                + " a WHERE a.dispatch = x.id AND a.recorded_at >= " + days.begin(1)
                + "))) OR EXISTS (SELECT 1 FROM " + schema + ".dispatch x WHERE x.event = d.event AND x.id >= "
                + days.firstId(1) + ")");
        statement.execute("ANALYZE staying");
    }

    private Dropped swap(Connection connection, Statement statement) throws SQLException {
        for (int tries = 1; ; tries++) {
            long begun = System.nanoTime();
            try {
                statement.execute("SET LOCAL lock_timeout = '" + LOCK_MILLIS + "ms'");
                for (Cut cut : Cut.values()) {
                    statement.execute("LOCK TABLE ONLY " + schema + "." + cut.table() + " IN ACCESS EXCLUSIVE MODE");
                }
                move(statement);
                for (Cut cut : Cut.values()) {
                    statement.execute(alter(cut) + " DETACH PARTITION " + day(cut));
                    attach(statement, cut);
                }
                connection.commit();
                return new Dropped(System.nanoTime() - begun, tries);
            } catch (SQLException e) {
                connection.rollback();
                if (tries == MOST_TRIES || !NOT_NOW.contains(e.getSQLState())) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOCK_MILLIS));
            }
        }
    }

    private void move(Statement statement) throws SQLException {
        statement.executeUpdate(copy(Cut.DELIVERY) + " JOIN staying s ON s.delivery = r.id");
        statement.executeUpdate(copy(Cut.EVENT) + " JOIN staying s ON s.delivery = r.delivery AND s.event = r.id");
        statement.executeUpdate(copy(Cut.DISPATCH) + " WHERE r.event IN (SELECT event FROM staying)");
        statement.executeUpdate(copy(Cut.ATTEMPT) + " WHERE r.dispatch IN (SELECT id FROM " + kept(Cut.DISPATCH) + ")");
    }

    private String copy(Cut cut) {
        return "INSERT INTO " + kept(cut) + " SELECT r.* FROM " + day(cut) + " r";
    }

    private void attach(Statement statement, Cut cut) throws SQLException {
        statement.execute(alter(cut) + " ATTACH PARTITION " + kept(cut) + range(0));
    }

    private void dropDay(Statement statement) throws SQLException {
        for (Cut cut : Cut.values()) {
            statement.execute("DROP TABLE " + day(cut));
        }
    }

    private String alter(Cut cut) {
        return "ALTER TABLE " + schema + "." + cut.table();
    }

    private String day(Cut cut) {
        return schema + "." + cut.table() + "_0";
    }

    private String kept(Cut cut) {
        return schema + "." + cut.table() + "_kept";
    }
}
