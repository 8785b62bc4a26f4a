package io.hooklatch.gateway.admin;

import io.hooklatch.message.DispatchState;
import io.hooklatch.store.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many dispatches are in each state, counted by the store at most every few seconds. Thread-safe; blocks. */
final class OpenDispatches {
    private static final Logger log = LoggerFactory.getLogger(OpenDispatches.class);
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Supplier<Map<DispatchState, Long>> store;
    private final LongSupplier nanos;
    private Optional<Map<DispatchState, Long>> counts = Optional.empty();
    private boolean asked;
    private long askedAt;

    OpenDispatches(Supplier<Map<DispatchState, Long>> store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    /** The count, or NaN when the store cannot say. */
    synchronized double in(DispatchState state) {
        long now = nanos.getAsLong();
        if (!asked || now - askedAt >= KEPT_NANOS) {
            asked = true;
            askedAt = now;
            counts = count();
        }
        return counts.map(known -> known.getOrDefault(state, 0L).doubleValue()).orElse(Double.NaN);
    }

    private Optional<Map<DispatchState, Long>> count() {
        try {
            return Optional.of(store.get());
        } catch (StoreException e) {
            log.warn("the open dispatches could not be counted", e);
            return Optional.empty();
        }
    }
}
