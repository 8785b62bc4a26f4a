package io.hooklatch.bench.postgres;

import io.hooklatch.bench.FirstProblem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the database can take at most: as many connections as the store has lanes write the rows of receipts by batched
 * inserts, all callers' receipts in one commit of each. Nothing is verified or looked for, and nobody waits.
 */
final class PlainInserts {
    private static final int LANES = 4;

    private final Database database;
    private final PlainRows rows;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final FirstProblem problem = new FirstProblem();

    PlainInserts(Database database, PlainRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** Writes into an inbox that is empty; gives receipts per second while it was measured. */
    double run(String schema, int callers, long warmUp, long measured) throws Exception {
        int connections = Math.min(LANES, callers);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Thread thread = new Thread(() -> write(schema, callers / connections), "plain-inserts-" + i);
            threads.add(thread);
            thread.start();
        }
        CountDownLatch never = new CountDownLatch(1);
        boolean unused = never.await(warmUp, TimeUnit.NANOSECONDS);
        long before = committed.get();
        long begun = System.nanoTime();
        unused = never.await(measured, TimeUnit.NANOSECONDS);
        long written = committed.get() - before;
        long took = System.nanoTime() - begun;
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        problem.raise();
        database.requireExactly(committed.get(), "SELECT count(*) FROM " + schema + ".delivery");
        return written * 1e9 / took;
    }

    private void write(String schema, int receiptsPerCommit) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            List<PreparedStatement> inserts = rows.prepare(connection, schema);
            while (!over.get()) {
                for (int i = 0; i < receiptsPerCommit; i++) {
                    rows.add(inserts, next.getAndIncrement());
                }
                for (PreparedStatement insert : inserts) {
                    insert.executeBatch();
                }
                connection.commit();
                committed.addAndGet(receiptsPerCommit);
            }
        } catch (SQLException e) {
            problem.report("plain inserts failed: " + e.getMessage());
        }
    }
}
