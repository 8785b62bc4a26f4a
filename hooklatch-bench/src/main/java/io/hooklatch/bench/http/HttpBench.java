package io.hooklatch.bench.http;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Bench;
import io.hooklatch.bench.Median;
import io.hooklatch.bench.Progress;
import io.hooklatch.bench.Report;
import io.hooklatch.bench.Table;
import io.hooklatch.bench.WorkDir;
import io.hooklatch.bench.inbox.SqliteFile;
import io.hooklatch.bench.load.HttpLoad;
import io.hooklatch.bench.load.StripeTraffic;
import io.hooklatch.bench.process.FirstAnswer;
import io.hooklatch.bench.process.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Receipts per second over HTTP on one machine, load and server in two processes, for each of the compared servers. */
public final class HttpBench implements Bench {
    private int traffic = 1000;

    /** One run against a server that was started for it. */
    private record Run(HttpLoad.Result load, double cpuMicros, double resident, double heap) {}

    @Override
    public Report run(Arguments sizes) throws Exception {
        List<Integer> connections = sizes.numbers("connections", 64, 256);
        List<Server.Kind> kinds = kinds(sizes.text("servers", "gateway,stores_nothing,controller"));
        int runs = sizes.number("runs", 3);
        long warmUp = sizes.seconds("warmup", 5);
        long measured = sizes.seconds("seconds", 8);
        int most = sizes.number("most", 130_000);
        Path jar = sizes.path("jar", "hooklatch-gateway/target/hooklatch.jar");
        Path parent = sizes.path("dir", "target/bench");
        sizes.end();
        int batch = Math.max(1000, (int) ((warmUp + measured) / 1e9 * most));

        Table table = new Table(
                "server",
                "connections",
                "receipts/s",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "CPU us/receipt",
                "RSS MiB",
                "heap MiB",
                "generator CPU");
        for (int count : connections) {
            List<List<Run>> results = new ArrayList<>();
            kinds.forEach(kind -> results.add(new ArrayList<>()));
            for (int i = 0; i < runs; i++) {
                for (int k = 0; k < kinds.size(); k++) {
                    Progress.say(word(kinds.get(k)) + ", " + count + " connections, run " + (i + 1) + " of " + runs);
                    results.get(k).add(once(kinds.get(k), jar, parent, count, warmUp, measured, batch));
                }
            }
            for (int k = 0; k < kinds.size(); k++) {
                row(table, word(kinds.get(k)), count, results.get(k));
            }
        }
        return new Report(
                "http: Stripe's signed requests of 1 KB over keep-alive connections, server with " + Server.HEAP,
                table,
                List.of(
                        "median of " + runs + " runs of " + Table.two(measured / 1e9) + " s after "
                                + Table.two(warmUp / 1e9) + " s of warm-up, servers taking turns, each with a new file",
                        "RSS, heap (with garbage) and CPU of the server; its CPU counts the warm-up too"));
    }

    private static List<Server.Kind> kinds(String words) {
        List<Server.Kind> kinds = new ArrayList<>();
        for (String word : words.split(",", -1)) {
            kinds.add(Server.Kind.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return kinds;
    }

    private static String word(Server.Kind kind) {
        return switch (kind) {
            case GATEWAY -> "gateway";
            case STORES_NOTHING -> "gateway without its store";
            case CONTROLLER -> "Spring MVC controller";
        };
    }

    private Run once(Server.Kind kind, Path jar, Path parent, int connections, long warmUp, long measured, int batch)
            throws Exception {
        try (WorkDir dir = WorkDir.in(parent)) {
            StripeTraffic requests = new StripeTraffic(++traffic);
            Run run;
            Path database;
            try (Server server = Server.start(kind, jar, dir.path())) {
                database = server.database();
                FirstAnswer.await(server, requests.sign(1, now()), System.nanoTime());
                long cpu = server.process().cpuNanos();
                HttpLoad.Result load =
                        HttpLoad.run(server.address(), connections, warmUp, measured, requests.sign(batch, now()));
                double micros = (server.process().cpuNanos() - cpu) / 1e3 / load.accepted();
                run = new Run(
                        load,
                        micros,
                        server.process().residentBytes(),
                        server.process().heapBytes());
            }
            long stored = run.load().accepted() + 1;
            switch (kind) {
                case GATEWAY -> SqliteFile.requireExactly(stored, database, "SELECT count(*) FROM hooklatch_delivery");
                case CONTROLLER -> SqliteFile.requireExactly(stored, database, "SELECT count(*) FROM webhook_event");
                case STORES_NOTHING -> {}
            }
            return run;
        }
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private static void row(Table table, String word, int connections, List<Run> runs) {
        table.row(
                word,
                connections,
                Table.whole(Median.of(runs, run -> run.load().perSecond())),
                Table.millis(Median.of(runs, run -> run.load().latencies().p50())),
                Table.millis(Median.of(runs, run -> run.load().latencies().p99())),
                Table.millis(Median.of(runs, run -> run.load().latencies().p999())),
                Table.whole(Median.of(runs, Run::cpuMicros)),
                Table.whole(Median.of(runs, Run::resident) / 1048576),
                Table.whole(Median.of(runs, Run::heap) / 1048576),
                Table.whole(100 * Median.of(runs, run -> run.load().cpuShare())) + " %");
    }
}
