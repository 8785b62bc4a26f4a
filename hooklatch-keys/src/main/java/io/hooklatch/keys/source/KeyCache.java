package io.hooklatch.keys.source;

import io.hooklatch.keys.fetch.KeyFetchException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys that were fetched, by the name under which they were asked for. One fetch at a time for each name; failures are
 * remembered for a while, old keys serve on while no new ones can be had, and nobody can cause more than so many fetches a
 * minute, see {@link Budget}. Whoever makes names up takes neither place nor fetches from the names that have keys. Time is the time of receipt
 * of the requests. Thread-safe.
 */
final class KeyCache {
    private static final int MOST_NAMES = 256;
    private static final long MINUTE = 60_000;

    private final Function<String, CompletionStage<List<NamedKey>>> fetch;
    private final long fresh;
    private final long usable;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Budget budget = new Budget();

    private static final class Entry {
        @Nullable
        List<NamedKey> keys;

        long fetchedAt;
        long failedAt = Long.MIN_VALUE;
        String trouble = "";

        @Nullable
        CompletableFuture<Void> running;

        boolean hasKeys() {
            List<NamedKey> known = keys;
            return known != null && !known.isEmpty();
        }

        boolean isEmpty() {
            return keys == null && failedAt == Long.MIN_VALUE;
        }
    }

    /**
     * @param fetch gets the keys of a name; fails with {@link KeyFetchException}
     * @param fresh for how long keys are not asked for again
     * @param usable for how long they serve at most when no new ones can be had
     */
    KeyCache(Function<String, CompletionStage<List<NamedKey>>> fetch, Duration fresh, Duration usable) {
        this.fetch = fetch;
        this.fresh = fresh.toMillis();
        this.usable = usable.toMillis();
    }

    /** Sees to it that the keys of this name are at hand, as far as that is allowed now. */
    synchronized CompletionStage<Void> prepare(String name, long now) {
        Entry entry = entries.get(name);
        boolean serves = entry != null && entry.keys != null && within(entry.fetchedAt, now, usable);
        if (entry != null && entry.running == null && (isFresh(entry, now) || failedLately(entry, now))) {
            return CompletableFuture.completedFuture(null);
        }
        CompletionStage<Void> running = entry != null && entry.running != null ? entry.running : start(name, now);
        // Old keys serve while new ones are on their way.
        return serves ? CompletableFuture.completedFuture(null) : running;
    }

    /** Asks again although there are keys, because the one that is wanted is not among them; not more than each minute. */
    synchronized CompletionStage<Void> refresh(String name, long now) {
        Entry entry = entries.get(name);
        boolean lately = entry != null
                && entry.running == null
                && (within(entry.fetchedAt, now, MINUTE) || failedLately(entry, now));
        if (entry != null && entry.running != null) {
            return entry.running;
        }
        return lately ? CompletableFuture.completedFuture(null) : start(name, now);
    }

    private CompletionStage<Void> start(String name, long now) {
        Entry entry = entries.computeIfAbsent(name, none -> new Entry());
        if (!(entry.hasKeys() ? budget.renews(now) : budget.meets(name, now))) {
            if (entry.isEmpty()) {
                entries.remove(name);
            }
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> running = new CompletableFuture<>();
        entry.running = running;
        CompletionStage<List<NamedKey>> stage;
        try {
            stage = fetch.apply(name);
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedStage(e);
        }
        stage.whenComplete((keys, failure) -> {
            settle(name, entry, keys, failure, now);
            running.complete(null);
        });
        trim();
        return running;
    }

    private synchronized void settle(
            String name, Entry entry, @Nullable List<NamedKey> keys, @Nullable Throwable failure, long now) {
        entry.running = null;
        if (keys != null && failure == null) {
            entry.keys = List.copyOf(keys);
            entry.fetchedAt = now;
            entry.failedAt = Long.MIN_VALUE;
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof KeyFetchException known && known.saysThereIsNone()) {
            budget.isMadeUp(name);
            entry.keys = List.of();
            entry.fetchedAt = now;
            return;
        }
        entry.failedAt = now;
        entry.trouble = cause instanceof KeyFetchException
                ? String.valueOf(cause.getMessage())
                : "what was fetched is no key: "
                        + (cause == null ? "nothing" : cause.getClass().getSimpleName());
    }

    /** What is at hand. */
    synchronized Lookup find(String name, long now) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return Lookup.unavailable("too many keys were asked for in this minute");
        }
        List<NamedKey> keys = entry.keys;
        if (keys != null && within(entry.fetchedAt, now, usable)) {
            return Lookup.of(keys);
        }
        return Lookup.unavailable(entry.trouble.isEmpty() ? "it is still being fetched" : entry.trouble);
    }

    private boolean isFresh(Entry entry, long now) {
        List<NamedKey> keys = entry.keys;
        return keys != null && within(entry.fetchedAt, now, keys.isEmpty() ? MINUTE : fresh);
    }

    private static boolean failedLately(Entry entry, long now) {
        return entry.failedAt != Long.MIN_VALUE && within(entry.failedAt, now, MINUTE / 4);
    }

    /** Whether the time is less than this span away, on either side: clocks may be set back. */
    private static boolean within(long then, long now, long span) {
        return Math.abs(now - then) < span;
    }

    /** Names without keys go first, of them the one that was not asked for the longest, unless it is on its way. */
    private void trim() {
        if (entries.size() > MOST_NAMES) {
            eldest(false).or(() -> eldest(true)).ifPresent(entries::remove);
        }
    }

    private Optional<String> eldest(boolean withKeys) {
        return entries.entrySet().stream()
                .filter(entry ->
                        entry.getValue().running == null && entry.getValue().hasKeys() == withKeys)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
