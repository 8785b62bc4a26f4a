package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.store.StoreOpenException;
import io.hooklatch.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Puts a copy in the place of an inbox. */
public final class Restoring {
    private static final String ASIDE = ".before-restore";
    private static final String COPY = ".restored";

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
        if (cutOff(file)) {
            return ", since a restore to it was cut off. Restore again";
        }
        return Files.exists(KeyFile.of(file))
                ? ", though its key file does: a backup to it was cut off, or the file was moved. Take the backup again"
                : ". Name the file of an inbox";
    }

    /** Whether a restore to this place ended before the inbox had its name. */
    static boolean cutOff(Path inbox) {
        return Files.notExists(inbox) && Files.exists(Path.of(inbox + COPY));
    }

    /** Whether an inbox has an audit, as those of this program's version do. */
    public static boolean audited(SqliteSettings settings) throws SQLException {
        try (Connection connection = Connections.reader(settings);
                Statement statement = connection.createStatement()) {
            return Migrations.exists(statement, "hooklatch_operation");
        }
    }

    /**
     * Copies the inbox of these settings to another place.
     *
     * @param replace whether an inbox there may be moved aside, to the same names with {@code .before-restore} at the end
     * @param finish what is done to the copy before it gets its name
     * @return what was moved aside
     * @throws StoreOpenException when somebody holds the other place, or it is taken
     */
    public static List<Path> put(SqliteSettings backup, Path target, boolean replace, Finish finish) {
        Path inbox = FileCheck.check(target);
        try (InstanceLock lock = InstanceLock.take(inbox, backup.clock().instant())) {
            boolean taken = Files.exists(inbox) && Files.size(inbox) > 0;
            if (taken && !replace) {
                throw new StoreOpenException(
                        inbox + ": there is an inbox. Allow it to be replaced, or name another file");
            }
            if (!lock.intact()) {
                throw new StoreOpenException(inbox + ".lock: it was removed just now. Try again");
            }
            Path copy = Path.of(inbox + COPY);
            for (String left : List.of("", ".key", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(copy + left)); // of one that a crash cut off
            }
            FileCopy.take(backup, copy);
            finish(backup.at(copy), finish);
            List<Path> aside = moveAside(inbox, KeyFile.of(copy));
            Files.move(KeyFile.of(copy), KeyFile.of(inbox), StandardCopyOption.ATOMIC_MOVE);
            Files.move(copy, inbox, StandardCopyOption.ATOMIC_MOVE);
            Path directory = inbox.getParent();
            if (directory != null) {
                KeyFile.syncDirectory(directory);
            }
            return aside;
        } catch (IOException e) {
            throw new StoreUnavailableException(inbox + ": it cannot be put in place (" + e + ")", e);
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    inbox + ": it cannot be put in place: " + SqliteFailure.words(backup, e), e);
        }
    }

    private static void finish(SqliteSettings copy, Finish finish) throws SQLException {
        try (Connection connection = Connections.writer(copy)) {
            Migrations.ofProgram().apply(connection, copy.name(), copy.clock().millis());
        }
        finish.on(copy);
    }

    private static List<Path> moveAside(Path inbox, Path newKey) throws IOException {
        List<Path> moved = new ArrayList<>();
        List<String> suffixes = inPlace(inbox, newKey) ? List.of("", "-wal") : List.of("", "-wal", ".key");
        for (String suffix : suffixes) {
            Path to = Path.of(inbox + suffix + ASIDE);
            if (Files.exists(Path.of(inbox + suffix)) && Files.exists(to)) {
                throw new StoreOpenException(to + ": it is left from an earlier restore. Move it away");
            }
        }
        for (String suffix : suffixes) {
            Path from = Path.of(inbox + suffix);
            if (Files.exists(from)) {
                Path to = Path.of(from + ASIDE);
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                moved.add(to);
            }
        }
        Files.deleteIfExists(Path.of(inbox + "-shm"));
        return moved;
    }

    /** Whether a restore that was cut off has put the key in place; the former inbox, if there was one, has its own aside. */
    private static boolean inPlace(Path inbox, Path newKey) {
        Path key = KeyFile.of(inbox);
        boolean formerNeedsIt = Files.exists(Path.of(inbox + ASIDE)) && Files.notExists(Path.of(key + ASIDE));
        return Files.notExists(inbox) && Files.exists(key) && !formerNeedsIt && KeyFile.same(key, newKey);
    }
}
