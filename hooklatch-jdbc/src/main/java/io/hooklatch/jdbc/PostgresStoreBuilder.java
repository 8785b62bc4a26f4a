package io.hooklatch.jdbc;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Settings of an inbox in PostgreSQL. Those not given are right for most. Not thread-safe. */
public final class PostgresStoreBuilder {
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private final DataSource dataSource;
    private String schema = PostgresSettings.SCHEMA;
    private int lanes = 4;
    private int queueRows = 4096;
    private long queueBytes = 64L << 20;
    private int batchRows = 512;
    private int readers = 4;
    private int handlers = 8;
    private Duration patience = Duration.ofSeconds(5);
    private boolean unsafe;
    private Optional<byte[]> digestKey = Optional.empty();
    private Optional<InstantSource> testTime = Optional.empty();

    PostgresStoreBuilder(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The schema that holds the inbox and nothing else; {@code hooklatch} unless given.
     *
     * @param name lower-case letters, digits and underscores, at most 63
     */
    public PostgresStoreBuilder schema(String name) {
        if (!SCHEMA.matcher(name).matches()) {
            throw new IllegalArgumentException("schema \"" + name
                    + "\": lower-case letters, digits and underscores are allowed, at most 63, no digit first");
        }
        this.schema = name;
        return this;
    }

    /** How many connections commit side by side; 4 unless given. */
    public PostgresStoreBuilder lanes(int connections) {
        this.lanes = inRange("lanes", connections, 1, 64);
        return this;
    }

    /** How many deliveries may wait for their commit before more are refused as busy; 4096 unless given. */
    public PostgresStoreBuilder queueRows(int rows) {
        this.queueRows = inRange("queueRows", rows, 1, 1_000_000);
        return this;
    }

    /** How many bytes of bodies may wait for their commit before more are refused as busy; 64 MiB unless given. */
    public PostgresStoreBuilder queueBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("queueBytes " + bytes + ": at least 1 is needed");
        }
        this.queueBytes = bytes;
        return this;
    }

    /** How many changes share one commit at most; 512 unless given. */
    public PostgresStoreBuilder batchRows(int rows) {
        this.batchRows = inRange("batchRows", rows, 1, 10_000);
        return this;
    }

    /** How many connections read at the same time; 4 unless given. */
    public PostgresStoreBuilder readers(int connections) {
        this.readers = inRange("readers", connections, 1, 100);
        return this;
    }

    /** How many connections are lent to transactional handlers at the same time; 8 unless given. */
    public PostgresStoreBuilder handlers(int connections) {
        this.handlers = inRange("handlers", connections, 1, 1000);
        return this;
    }

    /**
     * How long the database or its pool may take to give a connection, and a lock to come free; 5 s unless given. An
     * answer may take twice as long. Then the store is unavailable.
     */
    public PostgresStoreBuilder patience(Duration time) {
        if (time.compareTo(Duration.ofMillis(100)) < 0 || time.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("patience " + time + ": 100 ms to 10 min are allowed");
        }
        this.patience = time;
        return this;
    }

    /**
     * Accepts a database whose settings ({@code fsync}, {@code synchronous_commit}, {@code full_page_writes}) allow it to
     * lose what it committed, and with it events that senders were told are safe. Without this such a database is refused.
     */
    public PostgresStoreBuilder acceptLosses() {
        this.unsafe = true;
        return this;
    }

    /**
     * The key under which credential headers are digested, and from which the one for learnt secrets is derived. Without
     * this the inbox makes one and keeps it in its schema, where everybody who may read the table {@code fact} sees it.
     *
     * <p>The same on every node and for ever: an inbox refuses to open with another one, or without. One that has kept
     * a key of its own takes that one from here, and no longer keeps it.
     *
     * @param key 32 bytes, random
     */
    public PostgresStoreBuilder digestKey(byte[] key) {
        if (key.length != 32) {
            throw new IllegalArgumentException("digestKey of " + key.length + " bytes: exactly 32 are needed");
        }
        this.digestKey = Optional.of(key.clone());
        return this;
    }

    /** The time in place of the database's. For tests on one node. */
    PostgresStoreBuilder testTime(InstantSource clock) {
        this.testTime = Optional.of(clock);
        return this;
    }

    /**
     * Opens the inbox, or makes it when there is none.
     *
     * @throws io.hooklatch.store.StoreOpenException when it cannot be opened, naming the cause and the way out
     */
    public PostgresStore open() {
        return PostgresStore.open(new PostgresSettings(
                dataSource,
                schema,
                lanes,
                queueRows,
                queueBytes,
                batchRows,
                readers,
                handlers,
                patience,
                unsafe,
                digestKey,
                testTime));
    }

    private static int inRange(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(setting + " " + value + ": " + least + " to " + most + " are allowed");
        }
        return value;
    }
}
