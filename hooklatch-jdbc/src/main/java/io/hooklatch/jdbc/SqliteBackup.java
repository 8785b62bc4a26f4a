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
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Pause;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreOpenException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * @param ended what was running when the backup was taken, as it stood then; in the restored inbox it is cancelled, so
     *     that nobody goes on with it
     * @param pauses what is paused in the restored inbox
     */
    public record Restored(
            Path inbox,
            List<Path> movedAside,
            Map<DispatchState, Long> open,
            List<Operation> ended,
            List<Pause> pauses) {
        public Restored {
            movedAside = List.copyOf(movedAside);
            open = Map.copyOf(open);
            ended = List.copyOf(ended);
            pauses = List.copyOf(pauses);
        }
    }

    /**
     * Why an inbox can be neither opened nor made at this place, where a restore was stopped before its end: with what is left
     * of it, and both ways out. Empty where none was.
     */
    public static Optional<String> stopped(Path inbox) {
        return Restoring.stopped(inbox);
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
     * backup stays as it is. What was running in it is cancelled. Where an earlier restore was stopped, this one goes on with
     * what it left; of the whole copy that it made, {@code INBOX.restored}, it needs no other.
     *
     * @param replace whether an inbox that is there may be moved aside
     * @param reason why; 1 to 500 characters
     * @throws StoreOpenException when the backup is damaged or newer than this program, when a process holds the inbox, or
     *     when there is one that may not be replaced
     */
    public static Restored restore(Path backup, Path inbox, boolean replace, Actor actor, String reason) {
        SqliteSettings given = settings(backup);
        Restoring.settle(inbox, given.clock().instant());
        SqliteSettings settings = Restoring.require(given);
        for (Flaw flaw : look(settings)) {
            if (flaw.kind() == Flaw.Kind.DAMAGED) {
                throw new StoreOpenException(settings.name() + ": " + flaw.line());
            }
        }
        RestoredState state =
                new RestoredState(new NewOperation(Action.RESTORE, actor, reason, backup.toString(), 0, 0, ""));
        List<Path> aside = Restoring.put(settings, inbox, replace, state);
        return new Restored(inbox, aside, state.open(), state.ended(), state.pauses());
    }

    private static SqliteSettings settings(Path file) {
        return new SqliteStoreBuilder(file).settings();
    }
}
