package io.hooklatch.bench.growth;

import io.hooklatch.Hooklatch;
import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Bench;
import io.hooklatch.bench.Median;
import io.hooklatch.bench.Progress;
import io.hooklatch.bench.Report;
import io.hooklatch.bench.Table;
import io.hooklatch.bench.WorkDir;
import io.hooklatch.bench.inbox.SqliteFile;
import io.hooklatch.bench.load.Callers;
import io.hooklatch.bench.load.StripeTraffic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same inbox at several sizes: receipts per second, pages, bytes on disk, time to open. */
public final class GrowthBench implements Bench {
    private int traffic = 3000;

    /** The figures of one size, in the order of the table's rows. */
    private record Level(int size, Map<String, String> figures) {}

    /** How large each measurement is. */
    private record Sizes(int callers, int runs, long warmUp, long measured, int most, int pages, Path parent) {}

    /** What receiving at one size gave. */
    private record Received(double perSecond, double p99, long accepted) {}

    @Override
    public Report run(Arguments arguments) throws Exception {
        List<Integer> levels = arguments.numbers("events", 0, 1_000_000, 5_000_000);
        Sizes sizes = new Sizes(
                arguments.number("callers", 64),
                arguments.number("runs", 3),
                arguments.seconds("warmup", 1),
                arguments.seconds("seconds", 4),
                arguments.number("most", 130_000),
                arguments.number("pages", 20),
                arguments.path("dir", "target/bench"));
        arguments.end();
        if (levels.get(0) != 0) {
            throw new IllegalArgumentException(
                    "--events " + levels + ": the first must be 0, which the others are compared with");
        }
        List<Level> results = new ArrayList<>();
        double empty = 0;
        try (WorkDir dir = WorkDir.in(sizes.parent())) {
            Path file = dir.file("inbox.db");
            Population population = new Population(new StripeTraffic(++traffic));
            for (int level : levels) {
                Received received;
                Map<String, String> figures = new LinkedHashMap<>();
                if (level == 0) {
                    received = intoEmpty(sizes);
                    empty = received.perSecond();
                } else {
                    fill(population, file, level);
                    figures.put("file, MiB", Table.whole(dir.bytes() / 1048576.0));
                    figures.put(
                            "bytes per delivery",
                            Table.whole((double) dir.bytes()
                                    / SqliteFile.number(file, "SELECT count(*) FROM hooklatch_delivery")));
                    received = intoFull(file, sizes, figures);
                }
                Map<String, String> all = new LinkedHashMap<>();
                all.put("received/s, " + sizes.callers() + " callers", Table.whole(received.perSecond()));
                all.put("of the empty rate", Table.two(received.perSecond() / empty));
                all.put("receive p99 ms", Table.millis(received.p99()));
                all.putAll(figures);
                results.add(new Level(level, all));
            }
        }
        return new Report(
                "growth: an inbox with bodies of 1 KB at several numbers of stored events",
                table(results),
                List.of(
                        "received/s and p99: median of " + sizes.runs() + " runs of "
                                + Table.two(sizes.measured() / 1e9) + " s with real verification",
                        "pages: the newest 50 rows, ms, median of up to " + sizes.pages()
                                + " with the slowest in brackets; then how many rows were found"));
    }

    private static Table table(List<Level> levels) {
        List<String> heads = new ArrayList<>(List.of("stored events"));
        levels.forEach(level -> heads.add(Table.whole(level.size())));
        Table table = new Table(heads.toArray(String[]::new));
        Level largest = levels.get(levels.size() - 1);
        for (String figure : largest.figures().keySet()) {
            List<Object> cells = new ArrayList<>(List.of(figure));
            levels.forEach(level -> cells.add(level.figures().getOrDefault(figure, "-")));
            table.row(cells.toArray());
        }
        return table;
    }

    private static void fill(Population population, Path file, int level) throws Exception {
        Progress.say("storing up to " + level + " events");
        long before = population.stored();
        long begun = System.nanoTime();
        try (Hooklatch inbox = Population.open(file)) {
            population.fillTo(inbox, level);
        }
        double rate = (population.stored() - before) * 1e9 / (System.nanoTime() - begun);
        Progress.say("stored at " + Table.whole(rate) + " a second");
    }

    /** Each run into a new file. */
    private Received intoEmpty(Sizes sizes) throws Exception {
        List<Callers.Result> results = new ArrayList<>();
        for (int i = 0; i < sizes.runs(); i++) {
            Progress.say("receiving into an empty inbox, run " + (i + 1) + " of " + sizes.runs());
            try (WorkDir dir = WorkDir.in(sizes.parent())) {
                try (Hooklatch inbox = Population.open(dir.file("inbox.db"))) {
                    results.add(receive(inbox, sizes));
                }
            }
        }
        return received(results);
    }

    /** All runs into the same file. */
    private Received intoFull(Path file, Sizes sizes, Map<String, String> figures) throws Exception {
        long before = SqliteFile.number(file, "SELECT count(*) FROM hooklatch_delivery");
        String name = SqliteFile.text(
                file, "SELECT event_name FROM hooklatch_delivery WHERE event_name IS NOT NULL ORDER BY id LIMIT 1");
        long early = SqliteFile.number(file, "SELECT min(received_at) FROM hooklatch_delivery") + 2000;
        List<Callers.Result> results = new ArrayList<>();
        long begun = System.nanoTime();
        try (Hooklatch inbox = Population.open(file)) {
            figures.put("time to open, ms", Table.millis((double) (System.nanoTime() - begun)));
            for (int i = 0; i < sizes.runs(); i++) {
                Progress.say("receiving on top, run " + (i + 1) + " of " + sizes.runs());
                results.add(receive(inbox, sizes));
            }
            Progress.say("opening pages");
            new Pages(name, early)
                    .time(inbox.reader(), sizes.pages())
                    .forEach((page, timing) -> figures.put(
                            page,
                            Table.millis(timing.median()) + " (" + Table.millis(timing.slowest()) + ") "
                                    + timing.rows()));
        }
        Received received = received(results);
        SqliteFile.requireExactly(before + received.accepted(), file, "SELECT count(*) FROM hooklatch_delivery");
        return received;
    }

    private Callers.Result receive(Hooklatch inbox, Sizes sizes) throws InterruptedException {
        int count = Math.max(1000, (int) ((sizes.warmUp() + sizes.measured()) / 1e9 * sizes.most()));
        return Callers.run(
                sizes.callers(),
                sizes.warmUp(),
                sizes.measured(),
                new StripeTraffic(++traffic).sign(count, System.currentTimeMillis() / 1000),
                request -> inbox.receive(request).accepted());
    }

    private static Received received(List<Callers.Result> results) {
        return new Received(
                Median.of(results, Callers.Result::perSecond),
                Median.of(results, result -> result.latencies().p99()),
                results.stream().mapToLong(Callers.Result::accepted).sum());
    }
}
