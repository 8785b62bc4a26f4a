package io.hooklatch.gateway.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets one line per topic and second through and says with the next one how many were left out, so that neither an
 * outage nor a flood of forged requests fills the log. Thread-safe.
 */
final class Sparse {
    private static final long APART_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final Map<String, Topic> topics = new ConcurrentHashMap<>();

    /** @param nanos a count of nanoseconds that only grows */
    Sparse(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param topic from the configuration, never from a request: topics are kept for ever */
    void say(String topic, Supplier<String> line, Consumer<String> log) {
        Topic known = topics.computeIfAbsent(topic, unused -> new Topic(nanos.getAsLong()));
        long now = nanos.getAsLong();
        long due = known.due.get();
        if (now - due < 0 || !known.due.compareAndSet(due, now + APART_NANOS)) {
            known.leftOut.incrementAndGet();
            return;
        }
        int leftOut = known.leftOut.getAndSet(0);
        log.accept(line.get() + (leftOut == 0 ? "" : " (and " + leftOut + " more of the kind since the last line)"));
    }

    private static final class Topic {
        private final AtomicLong due;
        private final AtomicInteger leftOut = new AtomicInteger();

        Topic(long due) {
            this.due = new AtomicLong(due);
        }
    }
}
