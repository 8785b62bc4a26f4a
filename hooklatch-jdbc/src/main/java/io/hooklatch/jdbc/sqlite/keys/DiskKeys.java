package io.hooklatch.jdbc.sqlite.keys;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spares the question to the table on disk for a key that is not there, as nearly every new key is not. A filter of the
 * table's hashes is made in the background; until it is ready, or when it cannot be made, every question is asked.
 *
 * <p>It never denies a hash that only the table has: what the table held when the filter was begun is read from there, and
 * what came later is in memory until its generation is forgotten, which is when it is added.
 *
 * <p>Called by the writer's thread.
 */
final class DiskKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskKeys.class);
    private static final int CHUNK = 20_000;
    private static final long SMALLEST = 1_000_000;
    private static final int GROWTH = 4;

    private final KeySource source;
    private final Executor background;
    private final int chunk;
    /** The generations that were forgotten since the filter that is being made was begun. */
    private final List<PairTable> meanwhile = new ArrayList<>();

    private @Nullable KeyFilter filter;
    private @Nullable CompletableFuture<Optional<KeyFilter>> making;
    private volatile boolean closed;

    /**
     * Begins to make the filter.
     *
     * @param background runs one task at a time, each of which may take seconds
     */
    DiskKeys(KeySource source, Executor background) {
        this(source, background, SMALLEST, CHUNK);
    }

    DiskKeys(KeySource source, Executor background, long smallest, int chunk) {
        this.source = source;
        this.background = background;
        this.chunk = chunk;
        make(smallest);
    }

    private void make(long capacity) {
        making = CompletableFuture.supplyAsync(() -> read(capacity), background);
    }

    private Optional<KeyFilter> read(long smallest) {
        try (KeySource.Reading reading = source.open()) {
            Optional<KeyFilter> whole = Optional.empty();
            for (long capacity = smallest; whole.isEmpty() && !closed; capacity *= GROWTH) {
                whole = read(reading, new KeyFilter(capacity));
            }
            return whole;
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{}: new keys are looked up on disk, since their filter could not be made: {}", source, e);
            return Optional.empty();
        }
    }

    /** Every hash of the table, in steps so short that the write-ahead log can begin anew between them. */
    private Optional<KeyFilter> read(KeySource.Reading reading, KeyFilter into) throws SQLException {
        long[] hashes = new long[chunk];
        long from = Long.MIN_VALUE;
        while (!closed && !into.outgrown()) {
            int found = reading.next(from, hashes);
            for (int i = 0; i < found; i++) {
                into.add(hashes[i]);
            }
            if (found < hashes.length || hashes[found - 1] == Long.MAX_VALUE) {
                return into.outgrown() ? Optional.empty() : Optional.of(into);
            }
            from = hashes[found - 1] + 1;
        }
        return Optional.empty();
    }

    /** Whether the table may have a pair with this hash that memory has not. */
    boolean mayHold(long hash) {
        KeyFilter current = filter;
        return current == null || current.mayHold(hash);
    }

    /** A generation is in the table and about to leave memory. */
    void forgotten(PairTable generation) {
        KeyFilter current = filter;
        if (current != null) {
            add(generation, current);
        }
        if (making != null) {
            meanwhile.add(generation);
        }
    }

    /** Takes the filter that is ready, and begins a larger one when it is time. Called after each commit. */
    void turn() {
        CompletableFuture<Optional<KeyFilter>> current = making;
        if (current == null || !current.isDone()) {
            return;
        }
        making = null;
        current.join().ifPresent(ready -> {
            meanwhile.forEach(generation -> add(generation, ready));
            filter = ready;
        });
        meanwhile.clear();
    }

    private void add(PairTable generation, KeyFilter into) {
        for (int place = 0; place < generation.places(); place++) {
            if (generation.eventAt(place) != 0) {
                into.add(generation.hashAt(place));
            }
        }
        if (into == filter && into.outgrown() && making == null) {
            make(into.capacity() * GROWTH);
        }
    }

    /** Waits until the background is done with the file. */
    @Override
    public void close() {
        closed = true;
        CompletableFuture<Optional<KeyFilter>> current = making;
        if (current != null) {
            current.join();
        }
    }
}
