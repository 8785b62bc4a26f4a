package io.hooklatch.bench.work;

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
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.DispatchState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Events handled per second: a backlog drained alone, and while callers bring more. */
public final class WorkBench implements Bench {
    private int traffic = 2000;

    /** One run; the latencies are empty when nobody called. */
    private record Run(double drainedPerSecond, double receivedPerSecond, Latencies latencies) {}

    /** How large each run is. */
    private record Sizes(int callers, long measured, int most, Path parent) {}

    @Override
    public Report run(Arguments arguments) throws Exception {
        int events = arguments.number("events", 100_000);
        int runs = arguments.number("runs", 3);
        Sizes sizes = new Sizes(
                arguments.number("callers", 64),
                arguments.seconds("seconds", 4),
                arguments.number("most", 60_000),
                arguments.path("dir", "target/bench"));
        arguments.end();

        Table table =
                new Table("events", "handled/s", "received/s", "receive p50 ms", "receive p99 ms", "receive p99.9 ms");
        try (WorkDir dir = WorkDir.in(sizes.parent())) {
            Progress.say("storing " + events + " events");
            Backlog backlog = Backlog.make(dir.path(), new StripeTraffic(++traffic), events);
            for (boolean together : new boolean[] {false, true}) {
                for (HandlerKind kind : HandlerKind.values()) {
                    List<Run> results = new ArrayList<>();
                    for (int i = 0; i < runs; i++) {
                        Progress.say(
                                kind.words() + (together ? " with callers" : "") + ", run " + (i + 1) + " of " + runs);
                        results.add(once(backlog, kind, events, sizes, together));
                    }
                    row(table, kind, together, results);
                }
            }
        }
        return new Report(
                "work: " + Table.whole(events) + " stored events, drained",
                table,
                List.of(
                        "median of " + runs + " runs; alone: from the start of the inbox until the last is handled"
                                + " durably; with callers: what was handled while " + sizes.callers()
                                + " callers sent without a pause for " + Table.two(sizes.measured() / 1e9) + " s",
                        "every run ends when all events are handled, and each was handled once"));
    }

    private Run once(Backlog backlog, HandlerKind kind, int events, Sizes sizes, boolean together) throws Exception {
        try (WorkDir dir = WorkDir.in(sizes.parent())) {
            Path file = backlog.copyTo(dir.path());
            AtomicLong calls = new AtomicLong();
            HandledCount handled = new HandledCount();
            Run run;
            long received = 0;
            long begun = System.nanoTime();
            try (Hooklatch inbox = kind.addTo(StripeInbox.over(SqliteStore.open(file)), calls)
                    .listener(handled)
                    .start()) {
                if (together) {
                    SignedBatch requests = new StripeTraffic(++traffic)
                            .sign(Math.max(1000, (int) (sizes.measured() / 1e9 * sizes.most())), now());
                    long before = handled.soFar();
                    long from = System.nanoTime();
                    Callers.Result result = Callers.run(
                            sizes.callers(),
                            0,
                            sizes.measured(),
                            requests,
                            request -> inbox.receive(request).accepted());
                    double perSecond = (handled.soFar() - before) * 1e9 / (System.nanoTime() - from);
                    received = result.accepted();
                    handled.await(events + received);
                    run = new Run(perSecond, result.perSecond(), result.latencies());
                } else {
                    handled.await(events);
                    run = new Run(events * 1e9 / (System.nanoTime() - begun), 0, new Latencies());
                }
            }
            requireOnce(kind, file, events + received, calls.get());
            return run;
        }
    }

    private static void requireOnce(HandlerKind kind, Path file, long events, long calls) throws Exception {
        if (calls != events) {
            throw new IllegalStateException("the handler was called " + calls + " times for " + events + " events");
        }
        SqliteFile.requireExactly(
                events,
                file,
                "SELECT count(*) FROM hooklatch_dispatch WHERE attempts = 1 AND state = "
                        + DispatchState.HANDLED.code());
        SqliteFile.requireExactly(kind == HandlerKind.TRANSACTIONAL ? events : 0, file, "SELECT count(*) FROM ledger");
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private static void row(Table table, HandlerKind kind, boolean together, List<Run> runs) {
        String handled = Table.whole(Median.of(runs, Run::drainedPerSecond));
        if (!together) {
            table.row(kind.words() + ", alone", handled, "-", "-", "-", "-");
            return;
        }
        table.row(
                kind.words() + ", with callers",
                handled,
                Table.whole(Median.of(runs, Run::receivedPerSecond)),
                Table.millis(Median.of(runs, run -> run.latencies().p50())),
                Table.millis(Median.of(runs, run -> run.latencies().p99())),
                Table.millis(Median.of(runs, run -> run.latencies().p999())));
    }
}
