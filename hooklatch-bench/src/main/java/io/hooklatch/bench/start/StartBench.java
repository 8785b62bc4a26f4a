package io.hooklatch.bench.start;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Bench;
import io.hooklatch.bench.Median;
import io.hooklatch.bench.Progress;
import io.hooklatch.bench.Report;
import io.hooklatch.bench.Table;
import io.hooklatch.bench.WorkDir;
import io.hooklatch.bench.inbox.SqliteFile;
import io.hooklatch.bench.load.HttpLoad;
import io.hooklatch.bench.load.SignedBatch;
import io.hooklatch.bench.load.StripeTraffic;
import io.hooklatch.bench.process.FirstAnswer;
import io.hooklatch.bench.process.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** From the start of the process to the first receipt, the size of the jar, and memory before and after much traffic. */
public final class StartBench implements Bench {
    private static final int CHUNK = 100_000;

    private int traffic = 4000;

    @Override
    public Report run(Arguments sizes) throws Exception {
        int runs = sizes.number("runs", 5);
        int receipts = sizes.number("receipts", 1_000_000);
        int connections = sizes.number("connections", 64);
        long idle = sizes.seconds("idle", 5);
        Path jar = sizes.path("jar", "hooklatch-gateway/target/hooklatch.jar");
        Path parent = sizes.path("dir", "target/bench");
        sizes.end();

        double[] starts = new double[runs];
        for (int i = 0; i < runs; i++) {
            Progress.say("start " + (i + 1) + " of " + runs);
            try (WorkDir dir = WorkDir.in(parent)) {
                starts[i] = (double) start(jar, dir.path());
            }
        }
        Table table = new Table("figure", "value");
        table.row("process start to first receipt, ms (median of " + runs + ")", Table.whole(Median.of(starts) / 1e6));
        table.row("jar, MiB", Table.mebibytes((double) Files.size(jar)));
        try (WorkDir dir = WorkDir.in(parent)) {
            memory(table, jar, dir, receipts, connections, idle);
        }
        return new Report(
                "start: the gateway as it is shipped, with " + Server.HEAP,
                table,
                List.of("the first start of all also reads the jar from the disk"));
    }

    private long start(Path jar, Path directory) throws Exception {
        SignedBatch one = new StripeTraffic(++traffic).sign(1, now());
        long begun = System.nanoTime();
        try (Server server = Server.start(Server.Kind.GATEWAY, jar, directory)) {
            return FirstAnswer.await(server, one, begun);
        }
    }

    private void memory(Table table, Path jar, WorkDir dir, int receipts, int connections, long idle) throws Exception {
        StripeTraffic requests = new StripeTraffic(++traffic);
        Path database;
        long sent = 1;
        try (Server server = Server.start(Server.Kind.GATEWAY, jar, dir.path())) {
            database = server.database();
            FirstAnswer.await(server, requests.sign(1, now()), System.nanoTime());
            LockSupport.parkNanos(idle);
            table.row(
                    "resident memory idle, MiB",
                    Table.mebibytes(server.process().residentBytes()));
            long begun = System.nanoTime();
            while (sent - 1 < receipts) {
                Progress.say(sent - 1 + " of " + receipts + " receipts");
                int count = (int) Math.min(CHUNK, receipts - sent + 1);
                sent += HttpLoad.all(server.address(), connections, requests.sign(count, now()))
                        .accepted();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            table.row(
                    "resident memory after " + Table.whole(receipts) + " receipts, MiB",
                    Table.mebibytes(server.process().residentBytes()));
            table.row(
                    "heap then, with garbage, MiB",
                    Table.mebibytes(server.process().heapBytes()));
            table.row("receipts/s meanwhile, signing included", Table.whole(receipts / seconds));
        }
        SqliteFile.requireExactly(sent, database, "SELECT count(*) FROM hooklatch_delivery");
        table.row("database per receipt, bytes", Table.whole((double) Files.size(database) / sent));
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }
}
