package io.hooklatch.jdbc;

import io.hooklatch.store.InboxStore;
import io.hooklatch.testkit.StoreHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;

/** An inbox in a directory of its own. */
final class SqliteHome implements StoreHome {
    private final Path directory;

    SqliteHome() throws IOException {
        directory = Files.createTempDirectory("hooklatch-sqlite");
    }

    Path file() {
        return directory.resolve("inbox.db");
    }

    @Override
    public InboxStore open(InstantSource clock) {
        return SqliteStore.builder(file()).clock(clock).open();
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
