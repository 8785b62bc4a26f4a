package io.hooklatch.jdbc;

import io.hooklatch.store.Flaw;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Repairs what a look has found, so that receipts wait for the changes and not for the look. */
final class Mending {
    /** So many rows are mended in one transaction. */
    private static final int AT_ONCE = 500;

    private Mending() {}

    /**
     * Looks on a thread of its own, and writes only when there is something to mend.
     *
     * @param look the ids of at most so many rows that have the flaw
     * @param change mends those of them that still have it; how many
     * @throws IllegalArgumentException when nothing mends this kind
     */
    static CompletionStage<Long> start(
            Flaw.Kind kind, IntFunction<List<Long>> look, Function<List<Long>, CompletionStage<Long>> change) {
        if (!kind.repairable()) {
            throw new IllegalArgumentException(kind + " cannot be repaired: " + kind.remedy());
        }
        return CompletableFuture.supplyAsync(() -> mend(look, change), task -> {
            Thread thread = new Thread(task, "hooklatch-repair");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** None only when none is left: when others settled all of a full look meanwhile, there may be more. */
    private static long mend(IntFunction<List<Long>> look, Function<List<Long>, CompletionStage<Long>> change) {
        while (true) {
            List<Long> ids = look.apply(AT_ONCE);
            long mended =
                    ids.isEmpty() ? 0 : change.apply(ids).toCompletableFuture().join();
            if (mended > 0 || ids.size() < AT_ONCE) {
                return mended;
            }
        }
    }
}
