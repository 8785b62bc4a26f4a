package io.hooklatch.keys.source;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/** The three kinds of source that fetch. */
public final class FetchedKeys {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private FetchedKeys() {}

    /** How the keys of one name are fetched. */
    @FunctionalInterface
    public interface Fetch extends Function<String, CompletionStage<List<NamedKey>>> {}

    /** One set of keys that is fetched whole; what it does not hold may be new, so it is fetched again, once a minute. */
    public static KeySource set(Fetch fetch) {
        KeyCache cache = new KeyCache(fetch, HOUR, DAY);
        return new KeySource() {
            @Override
            public CompletionStage<Void> prepare(String named, long now) {
                CompletionStage<Void> there = cache.prepare("", now);
                if (!there.toCompletableFuture().isDone()) {
                    return there;
                }
                Lookup known = find(named, now);
                return known.isUnavailable() || !known.keys().isEmpty() ? there : cache.refresh("", now);
            }

            @Override
            public Lookup find(String named, long now) {
                Lookup all = cache.find("", now);
                return named.isEmpty() || all.isUnavailable()
                        ? all
                        : Lookup.of(all.keys().stream()
                                .filter(key -> key.id().equals(named))
                                .toList());
            }
        };
    }

    /** Keys that are fetched one by one, each by its id or URL. */
    public static KeySource each(Predicate<String> accepted, Fetch fetch) {
        KeyCache cache = new KeyCache(fetch, HOUR, DAY);
        return new KeySource() {
            @Override
            public CompletionStage<Void> prepare(String named, long now) {
                return accepted.test(named) ? cache.prepare(named, now) : CompletableFuture.completedFuture(null);
            }

            @Override
            public Lookup find(String named, long now) {
                return accepted.test(named) ? cache.find(named, now) : Lookup.of(List.of());
            }
        };
    }
}
