package io.hooklatch.bench.retention;

import static io.hooklatch.bench.inbox.StripeInbox.ENDPOINT;

import io.hooklatch.Hooklatch;
import io.hooklatch.HooklatchBuilder;
import io.hooklatch.bench.Median;
import io.hooklatch.bench.inbox.StripeInbox;
import io.hooklatch.bench.postgres.Database;
import io.hooklatch.message.Actor;
import io.hooklatch.message.DispatchState;
import io.hooklatch.observe.RetentionRun;
import io.hooklatch.retention.RetentionPolicy;
import io.hooklatch.retention.RetentionSettings;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.work.Selector;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A way to clear an inbox, and the figures of all runs. */
abstract class Way {
    static final String HANDLER = "work";

    private static final Set<DispatchState> ON_THEIR_WAY =
            EnumSet.of(DispatchState.QUEUED, DispatchState.RUNNING, DispatchState.RETRYING);
    private static final long SETTLE_MILLIS = 20;
    private static final int SETTLE_TRIES = 6000;

    private static final Actor BENCH = new Actor("bench", "library");

    private final Map<Figure, List<Double>> figures = new EnumMap<>(Figure.class);
    private String schema = "";

    /** Makes its tables in a schema that has those of an empty inbox. */
    abstract void make(Database database, String schema, String plain, Days days) throws SQLException;

    /** Removes what was handled on the oldest day. */
    abstract void clear(Hooklatch inbox) throws Exception;

    /** What an inbox that it can clear has to be told. */
    HooklatchBuilder prepare(HooklatchBuilder inbox) {
        return inbox;
    }

    /** Begins with an empty inbox. */
    final void begin(Database database, String plain, Days days) throws SQLException {
        schema = database.newSchema();
        database.node(schema).close();
        make(database, schema, plain, days);
    }

    final String schema() {
        return schema;
    }

    /** The inbox as it is received into and worked on. */
    final Hooklatch open(Database database) {
        return inbox(database).start();
    }

    final Hooklatch openToClear(Database database) {
        return prepare(inbox(database)).start();
    }

    private HooklatchBuilder inbox(Database database) {
        return inbox(database, schema);
    }

    static HooklatchBuilder inbox(Database database, String schema) {
        return StripeInbox.over(database.node(schema)).handler(HANDLER, Selector.on(ENDPOINT), event -> {});
    }

    /** Waits until all that was received is handled, so that the next step has the machine for itself. */
    static void settle(Hooklatch inbox) throws InterruptedException {
        for (int i = 0; !Collections.disjoint(inbox.reader().openDispatches().keySet(), ON_THEIR_WAY); i++) {
            if (i > SETTLE_TRIES) {
                throw new IllegalStateException(
                        "not everything is handled: " + inbox.reader().openDispatches());
            }
            Thread.sleep(SETTLE_MILLIS);
        }
    }

    final void add(Figure figure, Number value) {
        figures.computeIfAbsent(figure, any -> new ArrayList<>()).add(value.doubleValue());
    }

    /** The median of all runs as text; a hyphen for what this way has not. */
    final String text(Figure figure) {
        List<Double> values = figures.getOrDefault(figure, List.of());
        return values.isEmpty() ? "-" : figure.text(Median.of(values, Double::doubleValue));
    }

    /** The store's own retention, with its settings for pace. */
    static final class Batches extends Way {
        private Duration age = Duration.ZERO;

        @Override
        void make(Database database, String schema, String plain, Days days) {
            age = Duration.ofMillis(System.currentTimeMillis() - days.begin(1));
        }

        @Override
        HooklatchBuilder prepare(HooklatchBuilder inbox) {
            RetentionPolicy policy = RetentionPolicy.keepEverything().rows(Kept.HANDLED, age);
            return inbox.retention(RetentionSettings.of(policy));
        }

        @Override
        void clear(Hooklatch inbox) {
            RetentionRun run = inbox.retention()
                    .orElseThrow()
                    .run(BENCH, "measured")
                    .toCompletableFuture()
                    .join();
            run.problem().ifPresent(problem -> {
                throw new IllegalStateException("the clearing failed: " + problem);
            });
        }
    }

    /** A day's partitions dropped, but for what has to stay. */
    static final class Dropping extends Way {
        private final boolean concurrently;
        private Optional<Partitions> partitions = Optional.empty();

        Dropping(boolean concurrently) {
            this.concurrently = concurrently;
        }

        @Override
        void make(Database database, String schema, String plain, Days days) throws SQLException {
            Partitions made = new Partitions(database, schema, days);
            made.make(plain);
            partitions = Optional.of(made);
        }

        @Override
        void clear(Hooklatch inbox) throws SQLException {
            Partitions days = partitions.orElseThrow();
            Partitions.Dropped dropped = concurrently ? days.dropConcurrently() : days.dropAtOnce();
            add(concurrently ? Figure.HIDDEN : Figure.LOCKED, dropped.away());
            add(Figure.TRIES, dropped.tries());
        }
    }
}
