package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.file.DiskGuard;
import io.hooklatch.jdbc.sqlite.file.InboxFile;
import io.hooklatch.jdbc.sqlite.keys.KeyHash;
import io.hooklatch.jdbc.sqlite.read.RecentEvents;
import io.hooklatch.jdbc.sqlite.read.SqliteReader;
import io.hooklatch.store.Appended;
import io.hooklatch.store.StoreException;
import io.hooklatch.testkit.DeliverySample;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A writer and a reader on one file, with a gate before every commit. */
final class WriterRig implements AutoCloseable {
    final Gate gate = new Gate();
    final SqliteSettings settings;
    final Writer writer;
    final SqliteWrites writes;
    final SqliteReader reader;
    final DiskGuard guard;
    private final InboxFile file;

    WriterRig(SqliteSettings given, @Nullable KeyHash hash) throws SQLException {
        file = InboxFile.open(given);
        settings = file.settings();
        guard = file.guard();
        SharedValues values = new SharedValues();
        writer = new Writer(settings, values, file.guard(), gate, hash);
        writes = new SqliteWrites(writer);
        reader = new SqliteReader(settings, values, new RecentEvents() {
            @Override
            public long hash(String endpoint, String key) {
                return writer.hash(endpoint, key);
            }

            @Override
            public Optional<long[]> find(long keyHash) {
                return writer.recentEvents(keyHash);
            }
        });
    }

    /** With the settings of a store, but for a short patience and a small memory. */
    static WriterRig open(Path file) throws SQLException {
        return new WriterRig(settings(file, 100, 50), null);
    }

    static SqliteSettings settings(Path file, int queueRows, int batchRows) {
        return new SqliteSettings(
                file,
                InstantSource.system(),
                queueRows,
                1 << 20,
                batchRows,
                1 << 20,
                1_000,
                Duration.ofMillis(200),
                64,
                2,
                false,
                0,
                0);
    }

    Appended append(DeliverySample sample) {
        return await(writes.append(sample.build()));
    }

    /** A connection of the application's own. */
    Connection applicationConnection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + settings.file());
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("the stage does not complete", e);
        }
    }

    @Override
    public void close() {
        gate.go();
        writer.close();
        reader.close();
        file.close();
    }
}
