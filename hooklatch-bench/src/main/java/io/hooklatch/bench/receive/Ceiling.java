package io.hooklatch.bench.receive;

import io.hooklatch.bench.inbox.SqliteFile;
import io.hooklatch.bench.load.ProcessorTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What the database can take at most: one thread with plain JDBC writes the rows of receipts into the tables of an inbox,
 * so many receipts per commit, every commit durable. Nothing is verified, nobody waits for an answer, no duplicate is
 * looked for, and there is no key index.
 */
final class Ceiling {
    private final SampleRows rows;
    private final Path empty;

    /** @param empty the file of an inbox whose tables hold nothing but what receipts point to; it is copied, not changed */
    Ceiling(SampleRows rows, Path empty) {
        this.rows = rows;
        this.empty = empty;
    }

    /**
     * What came of it.
     *
     * @param perSecond receipts per second while it was measured
     * @param cpuNanos processor time for each of them
     */
    record Result(double perSecond, double cpuNanos) {}

    /**
     * Writes until the time is over.
     *
     * @param file where; it must not exist
     */
    Result run(Path file, int receiptsPerCommit, long warmUp, long measured) throws Exception {
        Files.copy(empty, file);
        long written = 0;
        long atStart = 0;
        long took;
        long cpu = ProcessorTime.nanos();
        try (Connection connection = SqliteFile.openLikeTheStore(file);
                Statement statement = connection.createStatement()) {
            List<PreparedStatement> inserts = rows.prepare(connection);
            long begun = System.nanoTime() + warmUp;
            long now = System.nanoTime();
            boolean warm = false;
            while (now - begun < measured) {
                if (!warm && now - begun >= 0) {
                    warm = true;
                    begun = now;
                    atStart = written;
                    cpu = ProcessorTime.nanos();
                }
                commit(statement, inserts, written, receiptsPerCommit);
                written += receiptsPerCommit;
                now = System.nanoTime();
            }
            took = now - begun;
            cpu = ProcessorTime.nanos() - cpu;
        }
        SqliteFile.requireExactly(written, file, "SELECT count(*) FROM hooklatch_delivery");
        long counted = written - atStart;
        return new Result(counted * 1e9 / took, (double) cpu / counted);
    }

    private void commit(Statement statement, List<PreparedStatement> inserts, long from, int count)
            throws SQLException {
        statement.executeUpdate("BEGIN IMMEDIATE");
        for (int i = 0; i < count; i++) {
            rows.write(inserts, from + i);
        }
        statement.executeUpdate("COMMIT");
    }
}
