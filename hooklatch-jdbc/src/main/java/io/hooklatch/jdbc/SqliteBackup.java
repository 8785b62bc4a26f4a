package io.hooklatch.jdbc;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.check.Checks;
import io.hooklatch.jdbc.sqlite.file.Connections;
import io.hooklatch.jdbc.sqlite.file.FileCopy;
import io.hooklatch.jdbc.sqlite.file.Restoring;
import io.hooklatch.jdbc.sqlite.file.SqliteFailure;
import io.hooklatch.jdbc.sqlite.prune.Statements;
import io.hooklatch.jdbc.sqlite.write.OutsideAudit;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreOpenException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Backups of inboxes in SQLite. A backup is two files, {@code NAME} and {@code NAME.key}; both are needed, both are as secret
 * as the inbox, and only their owner may read them. It is an inbox itself: it can be opened, checked and exported.
 *
 * <p>All methods block. Thread-safe.
 */
public final class SqliteBackup {
    private SqliteBackup() {}

    /**
     * A backup that was taken.
     *
     * @param file with its key file beside it
     * @param bytes the size of the file
     */
    public record Taken(Path file, long bytes) {}

    /**
     * A backup that was put in place.
     *
     * @param inbox where it is now
     * @param movedAside the files of the inbox that was there
     * @param open how many dispatches are not settled, and will be handed to their handlers when the inbox runs; what was
     *     handled after the backup was taken is among them
     */
    public record Restored(Path inbox, List<Path> movedAside, Map<DispatchState, Long> open) {
        public Restored {
            movedAside = List.copyOf(movedAside);
            open = Map.copyOf(open);
        }
    }

    /**
     * Copies an inbox that is open, as of the moment at which this is called, while it goes on. It needs as much room as the
     * inbox, and its write-ahead log grows meanwhile. The entry in the audit is the caller's, as by {@link
     * io.hooklatch.operate.Upkeep}.
     *
     * @param target a file that does not exist
     * @throws io.hooklatch.store.StoreException when it cannot be written; nothing is left behind then
     */
    public static Taken take(SqliteStore store, Path target) {
        return new Taken(target, FileCopy.take(store.settings(), target));
    }

    /**
     * Copies an inbox by its file, also while a process runs on it, and writes that into its audit.
     *
     * @param target a file that does not exist
     * @param reason why; 1 to 500 characters
     * @throws io.hooklatch.store.StoreException when there is no inbox, or the copy cannot be written
     */
    public static Taken take(Path inbox, Path target, Actor actor, String reason) {
        SqliteSettings settings = Restoring.require(settings(inbox));
        try {
            if (!Restoring.audited(settings)) {
                return new Taken(
                        target, FileCopy.take(settings, target)); // an earlier program's, which is left as it is
            }
            NewOperation backup = new NewOperation(Action.BACKUP, actor, reason, target.toString(), 0, 0, "");
            try (OutsideAudit audit = OutsideAudit.open(settings)) {
                return take(settings, target, audit, audit.begin(backup));
            }
        } catch (SQLException e) {
            throw SqliteFailure.explain(settings, e);
        }
    }

    private static Taken take(SqliteSettings settings, Path target, OutsideAudit audit, long entry)
            throws SQLException {
        OperationState state = OperationState.FAILED;
        String detail = "it broke off";
        try {
            Taken taken = new Taken(target, FileCopy.take(settings, target));
            state = OperationState.DONE;
            detail = taken.bytes() + " bytes";
            return taken;
        } catch (StoreException e) {
            detail = String.valueOf(e.getMessage());
            throw e;
        } finally {
            audit.end(entry, state, detail);
        }
    }

    /**
     * Looks through an inbox or a backup, with reads only, also while a process runs on it.
     *
     * @return what is wrong; empty when nothing is
     * @throws StoreOpenException when it is no inbox, is newer than this program, or its key is missing or another's
     */
    public static List<Flaw> verify(Path inbox) {
        return look(Restoring.require(settings(inbox)));
    }

    static List<Flaw> look(SqliteSettings settings) {
        return checked(settings, checks -> checks.run(settings.clock().millis()));
    }

    /** The ids of some rows that have this flaw. */
    static List<Long> flawed(SqliteSettings settings, Flaw.Kind kind, int limit) {
        return checked(
                settings, checks -> checks.flawed(kind, limit, settings.clock().millis()));
    }

    private interface Question<T> {
        List<T> of(Checks checks) throws SQLException;
    }

    /** Asks on a connection of its own, as of one moment. */
    private static <T> List<T> checked(SqliteSettings settings, Question<T> question) {
        try (Connection connection = Connections.reader(settings);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            return question.of(new Checks(Statements.on(connection)));
        } catch (SQLException e) {
            throw SqliteFailure.explain(settings, e);
        }
    }

    /**
     * Puts a backup in the place of an inbox, after it was verified, and writes that into the audit of the restored inbox. The
     * backup stays as it is.
     *
     * @param replace whether an inbox that is there may be moved aside
     * @param reason why; 1 to 500 characters
     * @throws StoreOpenException when the backup is damaged or newer than this program, when a process holds the inbox, or
     *     when there is one that may not be replaced
     */
    public static Restored restore(Path backup, Path inbox, boolean replace, Actor actor, String reason) {
        SqliteSettings settings = Restoring.require(settings(backup));
        for (Flaw flaw : verify(backup)) {
            if (flaw.kind() == Flaw.Kind.DAMAGED) {
                throw new StoreOpenException(settings.name() + ": " + flaw.line());
            }
        }
        Map<DispatchState, Long> open = open(settings);
        NewOperation restore = new NewOperation(Action.RESTORE, actor, reason, backup.toString(), 0, 0, "");
        List<Path> aside = Restoring.put(settings, inbox, replace, copy -> record(copy, restore, open));
        return new Restored(inbox, aside, open);
    }

    private static void record(SqliteSettings copy, NewOperation restore, Map<DispatchState, Long> open)
            throws SQLException {
        try (OutsideAudit audit = OutsideAudit.open(copy)) {
            audit.endBackups();
            long unsettled = open.values().stream().mapToLong(Long::longValue).sum();
            audit.end(audit.begin(restore), OperationState.DONE, unsettled + " dispatches are not settled");
        }
    }

    private static Map<DispatchState, Long> open(SqliteSettings settings) {
        Map<DispatchState, Long> open = new EnumMap<>(DispatchState.class);
        try (Connection connection = Connections.reader(settings);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT state, count(*) FROM hooklatch_dispatch WHERE state IN (1, 2, 3) GROUP BY state")) {
            while (row.next()) {
                open.put(DispatchState.ofCode(row.getInt(1)), row.getLong(2));
            }
            return open;
        } catch (SQLException e) {
            throw SqliteFailure.explain(settings, e);
        }
    }

    private static SqliteSettings settings(Path file) {
        return new SqliteStoreBuilder(file).settings();
    }
}
