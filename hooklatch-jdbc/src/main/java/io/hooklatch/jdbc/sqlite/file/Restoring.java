package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.file.RestoreFiles.Moves;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreOpenException;
import io.hooklatch.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts a copy in the place of an inbox. */
public final class Restoring {
    private Restoring() {}

    /** Something that is done to a copy before it is put in place. */
    @FunctionalInterface
    public interface Finish {
        /**
         * Does it.
         *
         * @param copy the settings of an inbox that nobody holds, at the program's schema version
         */
        void on(SqliteSettings copy) throws SQLException;
    }

    /**
     * Refuses a file that is no inbox of this program's or an earlier one's, or whose key is missing or another's.
     *
     * @return the settings with the real path
     * @throws StoreOpenException naming the file, the cause and the way out
     */
    public static SqliteSettings require(SqliteSettings given) {
        Optional<String> stopped = stopped(given.file());
        if (stopped.isPresent()) {
            throw new StoreOpenException(stopped.get());
        }
        if (Files.notExists(given.file())) {
            throw new StoreOpenException(given.file() + ": it does not exist" + missing(given.file()));
        }
        SqliteSettings settings = given.at(FileCheck.check(given.file()));
        byte[] key = KeyFile.read(settings.file(), false);
        try (Connection connection = Connections.reader(settings);
                Statement statement = connection.createStatement()) {
            if (!Migrations.exists(statement, "hooklatch_inbox")) {
                throw new StoreOpenException(settings.name() + ": it holds no inbox. Name another file");
            }
            Migrations.ofProgram().requireKnown(statement, settings.name());
            InboxFile.requireKey(settings.name(), statement, key);
            return settings;
        } catch (SQLException e) {
            throw new StoreOpenException(SqliteFailure.words(settings, e), e);
        }
    }

    private static String missing(Path file) {
        return Files.exists(KeyFile.of(file))
                ? ", though its key file does: a backup to it was cut off, or the file was moved. Take the backup again"
                : ". Name the file of an inbox";
    }

    /** Whether an inbox has an audit, as those of this program's version do. */
    public static boolean audited(SqliteSettings settings) throws SQLException {
        try (Connection connection = Connections.reader(settings);
                Statement statement = connection.createStatement()) {
            return Migrations.exists(statement, "hooklatch_operation");
        }
    }

    /** Why an inbox may be neither opened nor made here, with both ways out, where a restore was stopped. */
    public static Optional<String> stopped(Path inbox) {
        return new RestoreFiles(FileCheck.place(inbox)).stopped();
    }

    /**
     * Makes what a restore of this inbox left whole again, where it was stopped between its last two moves.
     *
     * @throws StoreOpenException when somebody holds the inbox
     */
    public static void settle(Path target, Instant now) {
        Path inbox = FileCheck.check(target);
        RestoreFiles files = new RestoreFiles(inbox);
        if (!files.keyAhead()) {
            return;
        }
        try (InstanceLock lock = InstanceLock.take(inbox, now)) {
            if (files.keyAhead() && lock.intact()) {
                files.giveKeyBack();
            }
        } catch (IOException e) {
            throw new StoreUnavailableException(KeyFile.of(inbox) + ": it cannot be moved (" + e + ")", e);
        }
    }

    /**
     * Copies the inbox of these settings to another place, going on with what a restore that was stopped has left there. Where
     * they are of its whole copy, that one is put in place.
     *
     * @param replace whether an inbox there may be moved aside, to the same names with {@code .before-restore} at the end
     * @param finish what is done to the copy before it is put in place
     * @return what is moved aside now
     * @throws StoreOpenException when somebody holds the other place, or it is taken
     */
    public static List<Path> put(SqliteSettings backup, Path target, boolean replace, Finish finish) {
        return put(backup, target, replace, finish, Moves.ATOMIC);
    }

    static List<Path> put(SqliteSettings backup, Path target, boolean replace, Finish finish, Moves moves) {
        Path inbox = FileCheck.check(target);
        RestoreFiles files = new RestoreFiles(inbox);
        try (InstanceLock lock = InstanceLock.take(inbox, backup.clock().instant())) {
            if (files.taken() && !replace) {
                throw new StoreOpenException(
                        inbox + ": there is an inbox. Allow it to be replaced, or name another file");
            }
            if (!lock.intact()) {
                throw new StoreOpenException(inbox + ".lock: it was removed just now. Try again");
            }
            files.requireRoomAside();
            if (backup.file().equals(files.copy())) {
                finish(backup, finish);
            } else {
                files.removeCopies();
                make(backup, files, finish);
                files.complete(moves);
            }
            files.put(moves);
            return files.aside();
        } catch (IOException e) {
            throw new StoreUnavailableException(inbox + ": it cannot be put in place (" + e + ")", e);
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    inbox + ": it cannot be put in place: " + SqliteFailure.words(backup, e), e);
        }
    }

    private static void make(SqliteSettings backup, RestoreFiles files, Finish finish)
            throws SQLException, IOException {
        try {
            FileCopy.take(backup, files.draft());
            finish(backup.at(files.draft()), finish);
        } catch (SQLException | StoreException e) {
            files.removeDrafts();
            throw e;
        }
    }

    private static void finish(SqliteSettings copy, Finish finish) throws SQLException {
        try (Connection connection = Connections.writer(copy)) {
            Migrations.ofProgram().apply(connection, copy.name(), copy.clock().millis());
        }
        finish.on(copy);
        if (Path.of(copy.file() + "-wal").toFile().length() > 0) {
            throw new SQLException("another connection uses " + copy.name() + ", so that its log stays beside it");
        }
    }
}
