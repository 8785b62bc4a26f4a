package io.hooklatch.jdbc;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Settings of an inbox in SQLite. Those not given are right for most. Not thread-safe. */
public final class SqliteStoreBuilder {
    private final Path file;
    private InstantSource clock = InstantSource.system();
    private int queueRows = 4096;
    private long queueBytes = 64L << 20;
    private int batchRows = 512;
    private int checkpointPages = 8000;
    private Duration busyTimeout = Duration.ofSeconds(5);
    private int recentKeys = 1_000_000;
    private int readers = 4;
    private boolean foreignTables;
    private long freeFloor = 64L << 20;
    private long ballast;

    SqliteStoreBuilder(Path file) {
        this.file = file;
    }

    /** Where due times, leases and ids take the time from; the system's clock unless given. */
    public SqliteStoreBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /** How many deliveries may wait for their commit before more are refused as busy; 4096 unless given. */
    public SqliteStoreBuilder queueRows(int rows) {
        this.queueRows = inRange("queueRows", rows, 1, 1_000_000);
        return this;
    }

    /** How many bytes of bodies may wait for their commit before more are refused as busy; 64 MiB unless given. */
    public SqliteStoreBuilder queueBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("queueBytes " + bytes + ": at least 1 is needed");
        }
        this.queueBytes = bytes;
        return this;
    }

    /** How many changes share one commit at most; 512 unless given. */
    public SqliteStoreBuilder batchRows(int rows) {
        this.batchRows = inRange("batchRows", rows, 1, 10_000);
        return this;
    }

    /**
     * After how many pages of 4 KiB the write-ahead log is moved into the database; 8000 unless given. More is faster on
     * the whole and makes the slowest writes slower.
     */
    public SqliteStoreBuilder checkpointPages(int pages) {
        this.checkpointPages = inRange("checkpointPages", pages, 100, 1_000_000);
        return this;
    }

    /** How long a write waits for another connection that holds the write lock; 5 s unless given. */
    public SqliteStoreBuilder busyTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("busyTimeout " + timeout + ": 0 to 1 h are allowed");
        }
        this.busyTimeout = timeout;
        return this;
    }

    /** About how many of the newest dedupe keys are held in memory, at some 32 bytes each; 1,000,000 unless given. */
    public SqliteStoreBuilder recentKeys(int keys) {
        this.recentKeys = inRange("recentKeys", keys, 2, 50_000_000);
        return this;
    }

    /** How many connections read at the same time; 4 unless given. */
    public SqliteStoreBuilder readers(int connections) {
        this.readers = inRange("readers", connections, 1, 100);
        return this;
    }

    /**
     * Allows a file that already holds tables of an application and no inbox: the inbox is made beside them. Without this
     * such a file is refused, since it is likely to be the wrong one.
     */
    public SqliteStoreBuilder foreignTables() {
        this.foreignTables = true;
        return this;
    }

    /**
     * With fewer bytes than this left on the disk no deliveries are taken: senders are told to try again, before the disk is
     * full, while work on what is stored goes on. 64 MiB unless given; 0 for no floor.
     */
    public SqliteStoreBuilder freeFloor(long bytes) {
        this.freeFloor = inRange("freeFloor", bytes, 0, 1L << 50);
        return this;
    }

    /**
     * Keeps so many bytes of the disk in the file {@code inbox.db.ballast}, which is given up when the disk is full, so that
     * rows can still be removed. It is taken again once there is room. None unless given.
     */
    public SqliteStoreBuilder ballast(long bytes) {
        this.ballast = inRange("ballast", bytes, 0, 1L << 40);
        return this;
    }

    /**
     * Opens the inbox, or makes it when the file does not exist or is empty.
     *
     * @throws io.hooklatch.store.StoreOpenException when this process may not own it, naming the file, the cause and the
     *     way out
     */
    public SqliteStore open() {
        return SqliteStore.open(settings());
    }

    SqliteSettings settings() {
        return new SqliteSettings(
                file,
                clock,
                queueRows,
                queueBytes,
                batchRows,
                Math.max(1, queueBytes / 4),
                checkpointPages,
                busyTimeout,
                recentKeys,
                readers,
                foreignTables,
                freeFloor,
                ballast);
    }

    private static int inRange(String setting, int value, int least, int most) {
        return (int) inRange(setting, (long) value, least, most);
    }

    private static long inRange(String setting, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(setting + " " + value + ": " + least + " to " + most + " are allowed");
        }
        return value;
    }
}
