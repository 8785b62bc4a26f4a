package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreOpenException;
import io.hooklatch.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of an inbox's file, with its key beside it: of one moment, without logs, as small as it can be, and able to shrink.
 * The inbox may be in use. Under its name the copy is there as a whole or not at all.
 */
public final class FileCopy {
    private static final Logger LOG = LoggerFactory.getLogger(FileCopy.class);
    private static final String INCREMENTAL = "2";

    private FileCopy() {}

    /**
     * Writes the copy.
     *
     * @param target does not exist, nor does a key file beside it, but for the same key, left by a copy that was cut off
     * @return the size of the copy, in bytes
     * @throws StoreException when it cannot be read or written; nothing is left behind then
     */
    public static long take(SqliteSettings settings, Path target) {
        Path copy = target.toAbsolutePath();
        Path key = KeyFile.of(copy);
        if (Files.exists(copy)) {
            throw new StoreOpenException(copy + ": it exists. Name another file for the copy, or remove this one");
        }
        if (Files.exists(key)) {
            if (!KeyFile.same(key, KeyFile.of(settings.file()))) {
                throw new StoreOpenException(key + ": it exists without its copy, and is not the key of this inbox. "
                        + "Name another file for the copy, or move this one away");
            }
            LOG.info("{}: left by a copy that was cut off, which is made anew", key);
        }
        Path draft = Path.of(copy + ".new");
        Path keyDraft = Path.of(key + ".new");
        try {
            write(settings, draft, keyDraft);
            long bytes = Files.size(draft);
            Files.move(keyDraft, key, StandardCopyOption.ATOMIC_MOVE);
            Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
            Path directory = copy.getParent();
            if (directory != null) {
                KeyFile.syncDirectory(directory);
            }
            return bytes;
        } catch (SQLException e) {
            throw new StoreUnavailableException(copy + ": the copy failed: " + SqliteFailure.words(settings, e), e);
        } catch (IOException e) {
            throw new StoreUnavailableException(copy + ": the copy cannot be written (" + e + ")", e);
        } finally {
            remove(draft);
            remove(keyDraft);
        }
    }

    private static void write(SqliteSettings settings, Path draft, Path keyDraft) throws SQLException, IOException {
        Files.deleteIfExists(draft);
        Files.deleteIfExists(keyDraft);
        Files.createFile(keyDraft, OwnerOnly.attributes(keyDraft));
        Files.write(keyDraft, Files.readAllBytes(KeyFile.of(settings.file())));
        sync(keyDraft);
        Files.createFile(draft, OwnerOnly.attributes(draft));
        try (Connection connection = Connections.reader(settings);
                Statement statement = connection.createStatement()) {
            if (!Connections.text(statement, "PRAGMA auto_vacuum").equals(INCREMENTAL)) {
                statement.execute("PRAGMA auto_vacuum = INCREMENTAL"); // of the copy
            }
            try (PreparedStatement vacuum = connection.prepareStatement("VACUUM main INTO ?")) {
                vacuum.setString(1, draft.toString());
                vacuum.execute();
            }
        }
        sync(draft);
        try (Connection connection = Connections.reader(settings.at(draft));
                Statement statement = connection.createStatement()) {
            String sound = Connections.text(statement, "PRAGMA quick_check(1)");
            if (!sound.equals("ok")) {
                throw new SQLException("the copy is not sound: " + sound);
            }
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StoreUnavailableException(file + ": it is left over and cannot be removed (" + e + ")", e);
        }
    }
}
