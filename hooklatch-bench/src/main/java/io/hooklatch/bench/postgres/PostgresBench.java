package io.hooklatch.bench.postgres;

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
import io.hooklatch.bench.load.Latencies;
import io.hooklatch.bench.load.SignedBatch;
import io.hooklatch.bench.load.StripeTraffic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL beside SQLite in the same run: receiving, draining with one and three nodes, and how soon work begins. */
public final class PostgresBench implements Bench {
    private int traffic = 4000;

    /** One run with so many callers. */
    private record Run(Callers.Result postgres, Callers.Result sqlite, double ceiling) {}

    @Override
    public Report run(Arguments sizes) throws Exception {
        List<Integer> callers = sizes.numbers("callers", 1, 8, 64, 256);
        int runs = sizes.number("runs", 2);
        long warmUp = sizes.seconds("warmup", 1);
        long measured = sizes.seconds("seconds", 3);
        int sample = sizes.number("sample", 10_000);
        int most = sizes.number("most", 90_000);
        int events = sizes.number("events", 20_000);
        int idle = sizes.number("idle", 400);
        Path parent = sizes.path("dir", "target/bench");
        sizes.end();
        int batch = Math.max(1000, (int) ((warmUp + measured) / 1e9 * most));

        Table table = new Table(
                "callers",
                "PostgreSQL/s",
                "p50 ms",
                "p99 ms",
                "CPU us",
                "ceiling/s",
                "of the ceiling",
                "SQLite/s",
                "p50 ms",
                "p99 ms",
                "CPU us");
        List<String> notes = new ArrayList<>();
        try (WorkDir dir = WorkDir.in(parent);
                Database database = Database.start(dir.file("postgres"))) {
            PlainRows rows = sample(database, sample);
            for (int count : callers) {
                List<Run> results = new ArrayList<>();
                for (int i = 0; i < runs; i++) {
                    Progress.say(count + " callers, run " + (i + 1) + " of " + runs);
                    results.add(new Run(
                            postgres(database, count, warmUp, measured, batch),
                            sqlite(parent, count, warmUp, measured, batch),
                            ceiling(database, rows, count, warmUp, measured)));
                }
                row(table, count, results);
            }
            notes.add("median of " + runs + " runs of " + Table.two(measured / 1e9)
                    + " s, each into a new schema or file; CPU: processor time of this process per receipt, callers and"
                    + " all, without the server's");
            notes.add("ceiling: 4 connections write the same " + rows.rowsPerReceipt() + " rows per receipt by batched"
                    + " inserts into the same tables, all callers' receipts in one commit of each, without"
                    + " verification and without a look for duplicates");
            nodes(new Nodes(database), runs, events, idle, notes);
        }
        return new Report(
                "postgres: in-process, Stripe verification, bodies of 1 KB, unique ids, durable (PostgreSQL 18,"
                        + " fsync and synchronous_commit on, its defaults otherwise)",
                table,
                notes);
    }

    private static void nodes(Nodes nodes, int runs, int events, int idle, List<String> notes) throws Exception {
        for (int count : new int[] {1, 3}) {
            double[] rates = new double[runs];
            for (int i = 0; i < runs; i++) {
                Progress.say("draining with " + count + " nodes, run " + (i + 1) + " of " + runs);
                rates[i] = nodes.drain(count, events);
            }
            notes.add("drain: " + Table.whole(events) + " stored events, no-op handler, " + count
                    + (count == 1 ? " node: " : " nodes in this process: ") + Table.whole(Median.of(rates)) + "/s");
        }
        for (boolean elsewhere : new boolean[] {false, true}) {
            Progress.say("single events" + (elsewhere ? " for another node" : ""));
            Latencies latencies = nodes.idle(elsewhere, idle);
            notes.add("idle, from the receipt to the begin of the handler "
                    + (elsewhere ? "on another node (NOTIFY): " : "on the same node (claimed at birth): ") + "p50 "
                    + Table.millis(latencies.p50()) + " ms, p99 " + Table.millis(latencies.p99()) + " ms, "
                    + latencies.count() + " events");
        }
    }

    private static void row(Table table, int callers, List<Run> runs) {
        double rate = Median.of(runs, run -> run.postgres().perSecond());
        double ceiling = Median.of(runs, Run::ceiling);
        table.row(
                callers,
                Table.whole(rate),
                Table.millis(Median.of(runs, run -> run.postgres().latencies().p50())),
                Table.millis(Median.of(runs, run -> run.postgres().latencies().p99())),
                Table.whole(Median.of(runs, run -> run.postgres().cpuNanos()) / 1e3),
                Table.whole(ceiling),
                Table.two(rate / ceiling),
                Table.whole(Median.of(runs, run -> run.sqlite().perSecond())),
                Table.millis(Median.of(runs, run -> run.sqlite().latencies().p50())),
                Table.millis(Median.of(runs, run -> run.sqlite().latencies().p99())),
                Table.whole(Median.of(runs, run -> run.sqlite().cpuNanos()) / 1e3));
    }

    private SignedBatch sign(int count) {
        return new StripeTraffic(++traffic).sign(count, System.currentTimeMillis() / 1000);
    }

    private PlainRows sample(Database database, int count) throws Exception {
        String schema = database.newSchema();
        SignedBatch requests = sign(count);
        try (Hooklatch inbox = StripeInbox.over(database.node(schema)).start()) {
            Callers.all(64, requests, request -> inbox.receive(request).accepted());
        }
        requireEvents(count, database, schema);
        PlainRows rows = new PlainRows(database, schema);
        database.drop(schema);
        return rows;
    }

    private Callers.Result postgres(Database database, int callers, long warmUp, long measured, int batch)
            throws Exception {
        SignedBatch requests = sign(batch);
        String schema = database.newSchema();
        Callers.Result result;
        try (Hooklatch inbox = StripeInbox.over(database.node(schema)).start()) {
            result = Callers.run(
                    callers,
                    warmUp,
                    measured,
                    requests,
                    request -> inbox.receive(request).accepted());
        }
        requireEvents(result.accepted(), database, schema);
        database.drop(schema);
        return result;
    }

    private static double ceiling(Database database, PlainRows rows, int callers, long warmUp, long measured)
            throws Exception {
        String schema = database.newSchema();
        database.node(schema).close();
        double rate = new PlainInserts(database, rows).run(schema, callers, warmUp, measured);
        database.drop(schema);
        return rate;
    }

    private static void requireEvents(long count, Database database, String schema) throws Exception {
        database.requireExactly(count, "SELECT count(*) FROM " + schema + ".delivery");
        database.requireExactly(count, "SELECT count(DISTINCT event) FROM " + schema + ".dispatch");
    }

    private Callers.Result sqlite(Path parent, int callers, long warmUp, long measured, int batch) throws Exception {
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
            SqliteFile.requireExactly(
                    result.accepted(), dir.file("inbox.db"), "SELECT count(*) FROM hooklatch_delivery");
            return result;
        }
    }
}
