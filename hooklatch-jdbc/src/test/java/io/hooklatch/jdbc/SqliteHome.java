package io.hooklatch.jdbc;

import io.hooklatch.testkit.TransactionalStoreHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.stream.Stream;

/** An inbox in a directory of its own. */
final class SqliteHome implements TransactionalStoreHome {
    private final Path directory;

    SqliteHome() throws IOException {
        directory = Files.createTempDirectory("hooklatch-sqlite");
    }

    Path file() {
        return directory.resolve("inbox.db");
    }

    @Override
    public SqliteStore open(InstantSource clock) {
        return SqliteStore.builder(file()).clock(clock).open();
    }

    @Override
    public Connection applicationConnection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file() + "?busy_timeout=30000");
    }

    @Override
    public boolean soleOwner() {
        return true;
    }

    @Override
    public void delete() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(directory);
    }
}
