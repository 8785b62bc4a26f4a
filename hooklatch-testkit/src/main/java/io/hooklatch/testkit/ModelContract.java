package io.hooklatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.CheckableStore;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Long random histories, taken by the store and by the model in memory, which must agree after every step. */
abstract class ModelContract extends OperationGroup {
    /** So many steps in a history; set the property to try more. */
    private static final int STEPS = Integer.getInteger("hooklatch.model.steps", 250);

    /** Where the seeds begin; a failure names its own. */
    private static final long SEED = Long.getLong("hooklatch.model.seed", 20_260_101);

    private static final Set<String> WORTH_SEEING = new TreeSet<>(Set.of(
            "DEAD",
            "RETRYING",
            "PAUSED of",
            "UNROUTED",
            "IGNORED",
            "is gone",
            "promoted",
            "carries",
            "losses 1",
            "held by",
            "SUPERSEDED attempts"));

    @Test
    final void aRandomHistoryIsTheSameInTheModel() throws Exception {
        run(SEED);
    }

    @Test
    final void anotherRandomHistoryIsTheSameInTheModel() throws Exception {
        run(SEED + 1);
    }

    @Test
    final void aThirdRandomHistoryIsTheSameInTheModel() throws Exception {
        run(SEED + 2);
    }

    private void run(long seed) throws Exception {
        try (ModelHistory history = new ModelHistory(inbox, new Random(seed))) {
            String before = "";
            Set<String> seen = new TreeSet<>();
            for (int step = 0; step < STEPS; step++) {
                String did = history.step();
                String where = "seed " + seed + ", step " + step + ": " + did + "\nbefore:\n" + before;
                String model = history.model().text();
                assertThat(history.real().text()).as(where).isEqualTo(model);
                assertThat(history.illegalMoves()).as(where).isEmpty();
                if (step % 25 == 0 && history.real().store() instanceof CheckableStore checkable) {
                    assertThat(checkable.check()).as(where).isEmpty();
                }
                before = model;
                WORTH_SEEING.stream().filter(model::contains).forEach(seen::add);
            }
            assertThat(seen).as("a history worth its name").isEqualTo(WORTH_SEEING);
        }
    }
}
