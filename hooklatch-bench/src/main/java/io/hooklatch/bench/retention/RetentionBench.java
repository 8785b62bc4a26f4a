package io.hooklatch.bench.retention;

import io.hooklatch.Hooklatch;
import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Bench;
import io.hooklatch.bench.Median;
import io.hooklatch.bench.Progress;
import io.hooklatch.bench.Report;
import io.hooklatch.bench.Table;
import io.hooklatch.bench.WorkDir;
import io.hooklatch.bench.load.Callers;
import io.hooklatch.bench.load.Latencies;
import io.hooklatch.bench.load.SignedBatch;
import io.hooklatch.bench.load.StripeTraffic;
import io.hooklatch.bench.postgres.Database;
import io.hooklatch.message.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A day of handled deliveries removed from PostgreSQL while receipts come in: by batches, and by dropping partitions. */
public final class RetentionBench implements Bench {
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long REST_MILLIS = 1000;

    private int traffic = 6000;

    /** How large each measurement is. */
    private record Sizes(
            int old,
            int newer,
            int days,
            int dead,
            int rate,
            long before,
            int callers,
            long warmUp,
            long measured,
            int most,
            int lookups) {}

    @Override
    public Report run(Arguments arguments) throws Exception {
        int runs = arguments.number("runs", 2);
        Sizes sizes = new Sizes(
                arguments.number("old", 200_000),
                arguments.number("newer", 1000),
                arguments.number("days", 30),
                arguments.number("dead", 1),
                arguments.number("rate", 500),
                arguments.seconds("before", 10),
                arguments.number("callers", 64),
                arguments.seconds("warmup", 1),
                arguments.seconds("seconds", 4),
                arguments.number("most", 40_000),
                arguments.number("lookups", 300));
        Path parent = arguments.path("dir", "target/bench");
        arguments.end();
        List<Way> ways = new ArrayList<>(List.of(new Way.Batches(), new Way.Dropping(false), new Way.Dropping(true)));
        Way[] columns = ways.toArray(Way[]::new);
        try (WorkDir dir = WorkDir.in(parent);
                Database database = Database.start(dir.file("postgres"))) {
            for (int i = 0; i < runs; i++) {
                Progress.say("run " + (i + 1) + " of " + runs);
                round(database, sizes, ways);
                Collections.rotate(ways, 1);
            }
        }
        Table table = new Table("figure", "batches", "partitions at once", "partitions concurrently");
        for (Figure figure : Figure.values()) {
            table.row(figure.words(), columns[0].text(figure), columns[1].text(figure), columns[2].text(figure));
        }
        return new Report(
                "retention: " + Table.whole(sizes.old()) + " deliveries of the oldest of " + sizes.days()
                        + " days, of which " + sizes.dead() + " % are dead and stay, removed while "
                        + Table.whole(sizes.rate()) + " receipts/s come and are handled (PostgreSQL 18, fsync and"
                        + " synchronous_commit on, its defaults otherwise)",
                table,
                notes(sizes, runs));
    }

    private static List<String> notes(Sizes sizes, int runs) {
        return List.of(
                "median of " + runs + " runs; the same store on both kinds of tables, which take turns, there and back",
                "received/s: " + sizes.callers() + " callers without a pause; lookups: median of "
                        + Table.whole(sizes.lookups()),
                "steady receipts: latency from when each was to be sent; meanwhile: to 1 s after the removal",
                "batches: at most 100 deliveries in a transaction, then a pause of four times as long as it took",
                "at once: what stays of the day takes its place in one transaction, under locks on all four tables;"
                        + " concurrently: the day is detached, and what stays attached again",
                "the keys of dedupe are one table everywhere, and stay");
    }

    /** All ways once, each step by turns. */
    private void round(Database database, Sizes sizes, List<Way> ways) throws Exception {
        Days days = Days.before(System.currentTimeMillis(), sizes.days());
        String sample = sample(database);
        OldRows rows = new OldRows(database, sample, days);
        for (Way way : ways) {
            Progress.say("storing " + sizes.days() + " days");
            way.begin(database, sample, days);
            rows.add(way.schema(), 0, sizes.old(), sizes.dead());
            for (int day = 1; day < sizes.days(); day++) {
                rows.add(way.schema(), day, sizes.newer(), 0);
            }
            vacuum(database, way);
        }
        List<Way> thereAndBack = new ArrayList<>(ways);
        Collections.reverse(thereAndBack);
        thereAndBack.addAll(0, ways);
        Map<Way, Long> received = new HashMap<>();
        for (Way way : thereAndBack) {
            received.merge(way, receive(database, way, sizes), Long::sum);
        }
        for (Way way : ways) {
            requireStored(database, way, sizes, received.getOrDefault(way, 0L));
        }
        for (Way way : thereAndBack) {
            look(database, way, sizes);
        }
        for (Way way : ways) {
            clear(database, way, sizes, days);
        }
        for (Way way : ways) {
            again(database, way, sizes, rows);
            database.drop(way.schema());
        }
        database.drop(sample);
    }

    /** The schema of an inbox with one event, handled. */
    private String sample(Database database) throws Exception {
        String schema = database.newSchema();
        try (Hooklatch inbox = Way.inbox(database, schema).start()) {
            Callers.all(1, sign(1), request -> inbox.receive(request).accepted());
            Way.settle(inbox);
        }
        database.requireExactly(1, "SELECT count(*) FROM " + schema + ".attempt");
        return schema;
    }

    private static void vacuum(Database database, Way way) throws Exception {
        for (String table : List.of("dedupe_key", "delivery", "event", "dispatch", "attempt")) {
            database.execute("VACUUM ANALYZE " + way.schema() + "." + table);
        }
        database.execute("CHECKPOINT");
    }

    private long receive(Database database, Way way, Sizes sizes) throws Exception {
        Progress.say("receiving");
        SignedBatch requests = sign(Math.max(1000, (int) ((sizes.warmUp() + sizes.measured()) / 1e9 * sizes.most())));
        try (Hooklatch inbox = way.open(database)) {
            Callers.Result result = Callers.run(
                    sizes.callers(),
                    sizes.warmUp(),
                    sizes.measured(),
                    requests,
                    request -> inbox.receive(request).accepted());
            way.add(Figure.RECEIVED, result.perSecond());
            Way.settle(inbox);
            return result.accepted();
        }
    }

    private static void requireStored(Database database, Way way, Sizes sizes, long received) throws Exception {
        long stored = sizes.old() + (sizes.days() - 1L) * sizes.newer() + received;
        for (String table : List.of("delivery", "event", "dispatch")) {
            database.requireExactly(stored, "SELECT count(*) FROM " + way.schema() + "." + table);
        }
    }

    private void look(Database database, Way way, Sizes sizes) throws Exception {
        Progress.say("looking");
        try (Hooklatch inbox = way.open(database)) {
            new Lookups(database, way.schema(), inbox.reader(), sizes.lookups()).time(way);
            List<Double> copies = new ArrayList<>();
            SignedBatch requests = sign(sizes.lookups());
            for (Optional<Request> next = requests.next(); next.isPresent(); next = requests.next()) {
                inbox.receive(next.get());
                long begun = System.nanoTime();
                if (!inbox.receive(next.get()).accepted()) {
                    throw new IllegalStateException("a copy was not accepted");
                }
                copies.add((double) (System.nanoTime() - begun));
            }
            way.add(Figure.COPY, Median.of(copies, Double::doubleValue));
            Way.settle(inbox);
        }
    }

    private void clear(Database database, Way way, Sizes sizes, Days days) throws Exception {
        Progress.say("removing");
        database.execute("CHECKPOINT");
        way.add(Figure.BYTES, database.bytes(way.schema()));
        long stay = sizes.old() / 100L * sizes.dead() + Math.min(sizes.old() % 100, sizes.dead());
        try (Hooklatch inbox = way.openToClear(database);
                Steady steady = Steady.begin(inbox, new StripeTraffic(++traffic), sizes.rate())) {
            rest(TimeUnit.NANOSECONDS.toMillis(sizes.before()) / 5);
            steady.lap();
            rest(TimeUnit.NANOSECONDS.toMillis(sizes.before()));
            Latencies before = steady.lap();
            long begun = System.nanoTime();
            way.clear(inbox);
            double took = System.nanoTime() - begun;
            rest(REST_MILLIS);
            Latencies meanwhile = steady.lap();
            way.add(Figure.BEFORE_P50, before.p50());
            way.add(Figure.BEFORE_P99, before.p99());
            way.add(Figure.BEFORE_MAX, before.max());
            way.add(Figure.DURING_P50, meanwhile.p50());
            way.add(Figure.DURING_P99, meanwhile.p99());
            way.add(Figure.DURING_MAX, meanwhile.max());
            way.add(Figure.SLOW, meanwhile.over(SLOW_NANOS));
            way.add(Figure.SECONDS, took / 1e9);
            way.add(Figure.REMOVED, (sizes.old() - stay) * 1e9 / took);
        }
        way.add(Figure.BYTES_AFTER, database.bytes(way.schema()));
        for (String table : List.of("delivery", "event", "dispatch")) {
            database.requireExactly(
                    stay, "SELECT count(*) FROM " + way.schema() + "." + table + " WHERE id < " + days.firstId(1));
        }
        database.requireExactly(
                stay, "SELECT count(*) FROM " + way.schema() + ".attempt WHERE dispatch < " + days.firstId(1));
        database.requireExactly(
                sizes.old(), "SELECT count(*) FROM " + way.schema() + ".dedupe_key WHERE event < " + days.firstId(1));
    }

    /** Stores as many as were there, so that it shows whether they take new room. */
    private static void again(Database database, Way way, Sizes sizes, OldRows rows) throws Exception {
        Progress.say("storing as many again");
        long begun = System.nanoTime();
        vacuum(database, way);
        way.add(Figure.VACUUM, (System.nanoTime() - begun) / 1e9);
        rows.add(way.schema(), sizes.days(), sizes.old(), 0);
        way.add(Figure.BYTES_AGAIN, database.bytes(way.schema()));
    }

    private SignedBatch sign(int count) {
        return new StripeTraffic(++traffic).sign(count, System.currentTimeMillis() / 1000);
    }

    private static void rest(long millis) throws InterruptedException {
        boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
