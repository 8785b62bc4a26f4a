package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An inbox's file that this process owns: locked, checked, and at the program's schema version. */
public final class InboxFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxFile.class);

    /** "hkla" in ASCII: what the file is, for {@code file(1)} and for people. */
    private static final int APPLICATION_ID = 0x686b6c61;

    /** With fewer bytes left on the disk nothing can be opened. */
    private static final long LEAST_ROOM = 256 << 10;

    private final SqliteSettings settings;
    private final InstanceLock lock;
    private final byte[] digestKey;
    private final DiskGuard guard;

    private InboxFile(SqliteSettings settings, InstanceLock lock, byte[] digestKey, DiskGuard guard) {
        this.settings = settings;
        this.lock = lock;
        this.digestKey = digestKey;
        this.guard = guard;
    }

    /**
     * Opens or creates the inbox.
     *
     * @throws StoreOpenException when this process may not own it, naming the file, the cause and the way out
     */
    public static InboxFile open(SqliteSettings given) {
        return open(given, Migrations.ofProgram());
    }

    static InboxFile open(SqliteSettings given, Migrations migrations) {
        Path file = FileCheck.check(given.file());
        SqliteSettings settings = given.at(file);
        InstanceLock lock = InstanceLock.take(file, settings.clock().instant());
        List<Path> fresh = List.of();
        Ballast ballast = new Ballast(file, settings.ballast());
        boolean opened = false;
        try {
            new RestoreFiles(file).stopped().ifPresent(why -> {
                throw new StoreOpenException(why);
            });
            fresh = absent(file);
            byte[] key = prepare(settings, migrations, ballast);
            DiskGuard guard = new DiskGuard(settings, lock, ballast);
            guard.look();
            if (guard.refusesDeliveries().isEmpty()) {
                ballast.take();
            }
            opened = true;
            return new InboxFile(settings, lock, key, guard);
        } catch (SQLException e) {
            throw new StoreOpenException(SqliteFailure.words(settings, e), e);
        } finally {
            if (!opened) {
                removeHalfMade(fresh);
                lock.close();
            }
        }
    }

    /** On a disk that is full even the open of an inbox needs room, which the ballast gives. */
    private static byte[] prepare(SqliteSettings settings, Migrations migrations, Ballast ballast) throws SQLException {
        try {
            return prepare(settings, migrations);
        } catch (SQLException e) {
            boolean full = SqliteFailure.isFull(e) || noRoom(settings.file());
            if (full && ballast.drop()) {
                LOG.error("{}: the disk is full; the ballast was given up to open it. Make room", settings.name());
                return prepare(settings, migrations);
            }
            throw full ? new SQLException("the disk is full: make room. " + e.getMessage(), e) : e;
        }
    }

    private static byte[] prepare(SqliteSettings settings, Migrations migrations) throws SQLException {
        boolean known = isInbox(settings);
        byte[] key = KeyFile.read(settings.file(), !known);
        createForOwnerOnly(settings.file());
        try (Connection connection = Connections.writer(settings);
                Statement statement = connection.createStatement()) {
            migrations.apply(connection, settings.name(), settings.clock().millis());
            writeFacts(settings.name(), connection, statement, key);
        }
        return key;
    }

    /** SQLite would make it as the process's mask says, and gives its mode to the files beside it. */
    private static void createForOwnerOnly(Path file) throws SQLException {
        try {
            if (Files.notExists(file)) {
                Files.createFile(file, OwnerOnly.attributes(file));
            }
        } catch (IOException e) {
            throw new SQLException("the file cannot be made: " + e, e);
        }
    }

    private static boolean noRoom(Path file) {
        Path directory = file.getParent();
        return directory != null
                && directory.toFile().getTotalSpace() > 0
                && directory.toFile().getUsableSpace() < LEAST_ROOM;
    }

    /** The files that a new inbox would make here; none where there is one. */
    private static List<Path> absent(Path file) {
        return Files.exists(file)
                ? List.of()
                : Stream.of("", "-wal", "-shm", ".key", ".key.new", ".ballast")
                        .map(suffix -> Path.of(file + suffix))
                        .filter(Files::notExists)
                        .toList();
    }

    private static void removeHalfMade(List<Path> fresh) {
        for (Path file : fresh) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{}: it was half made and cannot be removed: {}", file, e.toString());
            }
        }
    }

    /** Whether the file holds an inbox already; asked without changing a file that may belong to something else. */
    private static boolean isInbox(SqliteSettings settings) throws SQLException {
        if (Files.notExists(settings.file())) {
            return false;
        }
        try (Connection connection = Connections.reader(settings);
                Statement statement = connection.createStatement()) {
            boolean known = Migrations.exists(statement, "hooklatch_inbox");
            if (!known) {
                requireFree(settings, statement);
            }
            return known;
        }
    }

    private static void requireFree(SqliteSettings settings, Statement statement) throws SQLException {
        String tables = Connections.text(
                statement, "SELECT count(*) FROM main.sqlite_schema WHERE name NOT LIKE 'hooklatch\\_%' ESCAPE '\\'");
        if (!tables.equals("0") && !settings.foreignTables()) {
            throw new StoreOpenException(settings.name() + ": it is a database of something else, with " + tables
                    + " tables and indexes and no inbox. Name another file, or allow foreignTables() to keep the inbox "
                    + "beside them");
        }
    }

    /** Written once, also when the process died between the schema and them. */
    private static void writeFacts(String file, Connection connection, Statement statement, byte[] key)
            throws SQLException {
        String application = Connections.text(statement, "PRAGMA application_id");
        if (application.equals("0")) {
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        }
        try (PreparedStatement fact =
                connection.prepareStatement("INSERT OR IGNORE INTO main.hooklatch_inbox (name, value) VALUES (?, ?)")) {
            fact.setString(1, "key_check");
            fact.setBytes(2, fingerprint(key));
            fact.executeUpdate();
            fact.setString(1, "hash_seed");
            fact.setLong(2, new SecureRandom().nextLong());
            fact.executeUpdate();
        }
        requireKey(file, statement, key);
    }

    /** Refuses a key that is another inbox's. */
    static void requireKey(String file, Statement statement, byte[] key) throws SQLException {
        byte[] stored = fact(statement, "key_check");
        if (!MessageDigest.isEqual(stored, fingerprint(key))) {
            throw new StoreOpenException(file
                    + ".key: the key file beside the database belongs to another inbox. Put back the one that"
                    + " came with it");
        }
    }

    private static byte[] fact(Statement statement, String name) throws SQLException {
        try (var row = statement.executeQuery("SELECT value FROM main.hooklatch_inbox WHERE name = '" + name + "'")) {
            row.next();
            return row.getBytes(1);
        }
    }

    /** Tells two keys apart and says nothing about either. */
    private static byte[] fingerprint(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal("hooklatch key check".getBytes(StandardCharsets.US_ASCII)), Long.BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** The settings, with the real path of the file. */
    public SqliteSettings settings() {
        return settings;
    }

    /** What has to hold before something is written to it. */
    public DiskGuard guard() {
        return guard;
    }

    /** A copy of the key under which credential headers are digested. */
    public byte[] digestKey() {
        return digestKey.clone();
    }

    /**
     * Moves what the write-ahead log still holds into the file itself, so that the one file is the whole inbox. A
     * connection that can only read cannot, and the last of ours to close is one. Nothing is lost when it fails.
     */
    public void foldLog() {
        try {
            Connections.writer(settings).close();
        } catch (SQLException e) {
            LOG.warn("{}: its log stays beside it and belongs to it: {}", settings.name(), e.getMessage());
        }
    }

    /** Lets another process own the inbox. Idempotent. */
    @Override
    public void close() {
        lock.close();
    }
}
