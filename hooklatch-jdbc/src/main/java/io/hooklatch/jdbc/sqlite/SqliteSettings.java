package io.hooklatch.jdbc.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How an inbox in an SQLite file works.
 *
 * @param file the database file
 * @param clock by which ids, due times and leases go
 * @param queueRows how many deliveries may wait for their commit
 * @param queueBytes how many bytes of bodies may wait for their commit
 * @param batchRows how many writes share one commit at most
 * @param batchBytes how many bytes of bodies share one commit at most, when there is more than one
 * @param checkpointPages after how many pages of 4 KiB in the write-ahead log the writer moves them into the database
 * @param busyTimeout how long a write waits for another connection that holds the write lock
 * @param recentKeys about how many of the newest dedupe keys are held in memory
 * @param readers how many connections read at the same time
 * @param foreignTables whether a file may be taken that holds tables of an application and no inbox yet
 * @param freeFloor with fewer bytes left on the disk no deliveries are taken
 * @param ballast how many bytes the file takes that is given up when the disk is full; 0 for none
 */
public record SqliteSettings(
        Path file,
        InstantSource clock,
        int queueRows,
        long queueBytes,
        int batchRows,
        long batchBytes,
        int checkpointPages,
        Duration busyTimeout,
        int recentKeys,
        int readers,
        boolean foreignTables,
        long freeFloor,
        long ballast) {

    /** The same for this file. */
    public SqliteSettings at(Path other) {
        return new SqliteSettings(
                other,
                clock,
                queueRows,
                queueBytes,
                batchRows,
                batchBytes,
                checkpointPages,
                busyTimeout,
                recentKeys,
                readers,
                foreignTables,
                freeFloor,
                ballast);
    }

    /** The name of the file for messages. */
    public String name() {
        return file.toString();
    }
}
