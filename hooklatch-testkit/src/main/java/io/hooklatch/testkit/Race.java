package io.hooklatch.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Threads that start at the same moment. */
final class Race {
    private Race() {}

    /** What one of the threads does. */
    @FunctionalInterface
    interface Runner<T> {
        /**
         * Runs.
         *
         * @param number which thread this is, from 0
         */
        T run(int number) throws Exception;
    }

    /** Runs it in so many threads at once; gives their results in the order of their numbers, or the first failure. */
    static <T> List<T> run(int threads, Runner<T> runner) {
        List<CompletableFuture<T>> results = start(threads, runner);
        List<T> all = new ArrayList<>();
        for (CompletableFuture<T> result : results) {
            all.add(Stages.await(result));
        }
        return all;
    }

    /** Lets them go and does not wait. */
    static <T> List<CompletableFuture<T>> start(int threads, Runner<T> runner) {
        CountDownLatch ready = new CountDownLatch(threads);
        List<CompletableFuture<T>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            CompletableFuture<T> result = new CompletableFuture<>();
            results.add(result);
            Thread thread = new Thread(
                    () -> {
                        try {
                            ready.countDown();
                            ready.await();
                            result.complete(runner.run(number));
                        } catch (Throwable e) { // also a failed assertion belongs to the test
                            result.completeExceptionally(e);
                        }
                    },
                    "race-" + number);
            thread.setDaemon(true);
            thread.start();
        }
        return results;
    }
}
