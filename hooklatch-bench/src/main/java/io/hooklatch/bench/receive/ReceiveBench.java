package io.hooklatch.bench.receive;

import io.hooklatch.Hooklatch;
import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Bench;
import io.hooklatch.bench.Median;
import io.hooklatch.bench.Progress;
import io.hooklatch.bench.Report;
import io.hooklatch.bench.Table;
import io.hooklatch.bench.WorkDir;
import io.hooklatch.bench.inbox.SqliteFile;
import io.hooklatch.bench.inbox.StripeInbox;
import io.hooklatch.bench.load.Callers;
import io.hooklatch.bench.load.SignedBatch;
import io.hooklatch.bench.load.StripeTraffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Receipts per second of an inbox in this process, by number of callers, beside the {@link Ceiling} in the same run. */
public final class ReceiveBench implements Bench {
    private int traffic;

    /** One run with so many callers. */
    private record Run(Callers.Result received, Ceiling.Result ceiling) {}

    @Override
    public Report run(Arguments sizes) throws Exception {
        List<Integer> callers = sizes.numbers("callers", 1, 8, 64, 256);
        int runs = sizes.number("runs", 3);
        long warmUp = sizes.seconds("warmup", 1);
        long measured = sizes.seconds("seconds", 4);
        int sample = sizes.number("sample", 20_000);
        int most = sizes.number("most", 130_000);
        Path parent = sizes.path("dir", "target/bench");
        sizes.end();
        int batch = Math.max(1000, (int) ((warmUp + measured) / 1e9 * most));

        Table table = new Table(
                "callers",
                "receipts/s",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "CPU us",
                "ceiling/s",
                "ceiling CPU us",
                "of the ceiling");
        try (WorkDir dir = WorkDir.in(parent)) {
            SampleRows rows = sample(dir.file("sample.db"), sample);
            Ceiling ceiling = new Ceiling(rows, emptied(dir.file("sample.db")));
            for (int count : callers) {
                List<Run> results = new ArrayList<>();
                for (int i = 0; i < runs; i++) {
                    Progress.say(count + " callers, run " + (i + 1) + " of " + runs);
                    results.add(new Run(
                            receive(parent, count, warmUp, measured, batch),
                            ceiling(parent, ceiling, count, warmUp, measured)));
                }
                row(table, count, results);
            }
            return new Report(
                    "receive: in-process, Stripe verification, bodies of 1 KB, unique ids, durable (SQLite, FULL)",
                    table,
                    List.of(
                            "CPU: processor time per receipt, callers and all",
                            "median of " + runs + " runs of " + Table.two(measured / 1e9) + " s, each into a new file",
                            "ceiling: one JDBC thread writes the same " + rows.rowsPerReceipt()
                                    + " rows per receipt into the same tables, as many receipts per commit as there are"
                                    + " callers, without verification and without a key index"));
        }
    }

    private static void row(Table table, int callers, List<Run> runs) {
        double rate = Median.of(runs, run -> run.received().perSecond());
        double ceiling = Median.of(runs, run -> run.ceiling().perSecond());
        table.row(
                callers,
                Table.whole(rate),
                Table.millis(Median.of(runs, run -> run.received().latencies().p50())),
                Table.millis(Median.of(runs, run -> run.received().latencies().p99())),
                Table.millis(Median.of(runs, run -> run.received().latencies().p999())),
                Table.whole(Median.of(runs, run -> run.received().cpuNanos()) / 1e3),
                Table.whole(ceiling),
                Table.whole(Median.of(runs, run -> run.ceiling().cpuNanos()) / 1e3),
                Table.two(rate / ceiling));
    }

    private SignedBatch sign(int count) {
        return new StripeTraffic(++traffic).sign(count, System.currentTimeMillis() / 1000);
    }

    private Callers.Result receive(Path parent, int callers, long warmUp, long measured, int batch) throws Exception {
        SignedBatch requests = sign(batch);
        try (WorkDir dir = WorkDir.in(parent)) {
            Callers.Result result;
            try (Hooklatch inbox = StripeInbox.open(dir.file("inbox.db"))) {
                result = Callers.run(
                        callers,
                        warmUp,
                        measured,
                        requests,
                        request -> inbox.receive(request).accepted());
            }
            requireEvents(result.accepted(), dir.file("inbox.db"));
            return result;
        }
    }

    private static Ceiling.Result ceiling(Path parent, Ceiling ceiling, int callers, long warmUp, long measured)
            throws Exception {
        try (WorkDir dir = WorkDir.in(parent)) {
            return ceiling.run(dir.file("ceiling.db"), callers, warmUp, measured);
        }
    }

    private SampleRows sample(Path file, int count) throws Exception {
        SignedBatch requests = sign(count);
        try (Hooklatch inbox = StripeInbox.open(file)) {
            Callers.all(64, requests, request -> inbox.receive(request).accepted());
        }
        requireEvents(count, file);
        return new SampleRows(file);
    }

    private static void requireEvents(long count, Path file) throws Exception {
        SqliteFile.requireExactly(count, file, "SELECT count(*) FROM hooklatch_delivery");
        SqliteFile.requireExactly(count, file, "SELECT count(DISTINCT event) FROM hooklatch_dispatch");
    }

    /** A copy of the sample's file without the rows of receipts. */
    private static Path emptied(Path sample) throws Exception {
        Path empty = sample.resolveSibling("empty.db");
        Files.copy(sample, empty);
        try (Connection connection = SqliteFile.open(empty);
                Statement statement = connection.createStatement()) {
            for (String table :
                    List.of("hooklatch_delivery", "hooklatch_dispatch", "hooklatch_key", "hooklatch_recent_key")) {
                statement.executeUpdate("DELETE FROM " + table);
            }
            statement.execute("VACUUM");
            statement.execute("PRAGMA journal_mode = DELETE");
        }
        return empty;
    }
}
