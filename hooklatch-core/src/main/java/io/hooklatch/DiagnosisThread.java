package io.hooklatch;

import io.hooklatch.diagnosis.Budget;
import io.hooklatch.diagnosis.Diagnoser;
import io.hooklatch.observe.Listeners;
import io.hooklatch.receive.Diagnoses;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.store.InboxStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that looks for causes; there is none while there is nothing to look for. */
final class DiagnosisThread {
    private static final int MOST_WAITING = 64;
    private static final Duration KEPT_IDLE = Duration.ofSeconds(10);
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(5);

    private final ThreadPoolExecutor pool;
    private final Diagnoses diagnoses;

    DiagnosisThread(InboxStore store, Collection<Endpoint> endpoints, Listeners listeners, InstantSource clock) {
        pool = new ThreadPoolExecutor(
                1,
                1,
                KEPT_IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread made = new Thread(task, "hooklatch-diagnosis");
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.AbortPolicy());
        pool.allowCoreThreadTimeOut(true);
        Diagnoser diagnoser = new Diagnoser(DiagnosisThread::known, Budget.DEFAULT);
        diagnoses = new Diagnoses(diagnoser, store, endpoints, listeners, clock, pool);
    }

    private static List<Recipe> known() {
        Catalogue catalogue = Catalogue.standard();
        return catalogue.names().stream()
                .map(catalogue::find)
                .flatMap(Optional::stream)
                .toList();
    }

    Diagnoses diagnoses() {
        return diagnoses;
    }

    /** Lets a search that runs come to its end, and no other begin. */
    void close() {
        diagnoses.close();
        pool.shutdown();
        try {
            if (!pool.awaitTermination(LONGEST_SEARCH.toSeconds(), TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
