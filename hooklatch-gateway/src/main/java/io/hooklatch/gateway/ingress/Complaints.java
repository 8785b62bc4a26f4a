package io.hooklatch.gateway.ingress;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Logs what goes wrong at most once a second and says how often it was left out, so that an outage cannot flood the log. */
final class Complaints {
    private static final long APART_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong leftOut = new AtomicLong();

    Complaints(Logger log) {
        this.log = log;
    }

    void warn(String what, Throwable cause) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + APART_NANOS)) {
            leftOut.incrementAndGet();
            return;
        }
        log.warn("{} ({} of the kind were not logged since the last)", what, leftOut.getAndSet(0), cause);
    }
}
