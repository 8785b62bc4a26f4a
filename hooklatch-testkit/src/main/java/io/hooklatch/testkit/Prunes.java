package io.hooklatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.PrunableStore;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.store.PrunePlan.Limits;
import io.hooklatch.store.Pruned;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Clears inboxes in tests. */
final class Prunes {
    private static final int PAGE = 100;

    private Prunes() {}

    static PrunableStore store(StoreUnderTest inbox) {
        return (PrunableStore) inbox.store();
    }

    /** Everything of this kind that is older than this, everywhere. */
    static PrunePlan rows(Kept kept, long before) {
        return new PrunePlan(Map.of(), new Limits(Map.of(kept, before), Map.of(), PrunePlan.NEVER));
    }

    /** Every row that is older than this, but no key. */
    static PrunePlan allRows(long before) {
        return new PrunePlan(Map.of(), new Limits(all(before), Map.of(), PrunePlan.NEVER));
    }

    static PrunePlan allBodies(long before) {
        return new PrunePlan(Map.of(), new Limits(Map.of(), all(before), PrunePlan.NEVER));
    }

    static PrunePlan allKeys(long before) {
        return new PrunePlan(Map.of(), new Limits(Map.of(), Map.of(), before));
    }

    static Map<Kept, Long> all(long before) {
        Map<Kept, Long> limits = new EnumMap<>(Kept.class);
        for (Kept kept : Kept.values()) {
            limits.put(kept, before);
        }
        return limits;
    }

    /** Removes all that may go, and says how much that was, which is what a look beforehand found. */
    static Pruned prune(StoreUnderTest inbox, PrunePlan plan) {
        Pruned found = look(inbox, plan);
        Pruned done = run(store(inbox), plan, PAGE);
        assertThat(done).isEqualTo(found);
        assertThat(look(inbox, plan)).isEqualTo(Pruned.NOTHING);
        return done;
    }

    /** What would go. */
    static Pruned look(StoreUnderTest inbox, PrunePlan plan) {
        Pruned found = Pruned.NOTHING;
        Optional<PrunePage.Position> next = Optional.of(PrunePage.Position.START);
        while (next.isPresent()) {
            PrunePage page = store(inbox).prunable(plan, next.get(), PAGE);
            found = found.plus(page.found());
            next = page.next();
        }
        return found;
    }

    /** Removes all that may go. */
    static Pruned run(PrunableStore store, PrunePlan plan, int limit) {
        Pruned done = Pruned.NOTHING;
        Optional<PrunePage.Position> next = Optional.of(PrunePage.Position.START);
        while (next.isPresent()) {
            PrunePage page = store.prunable(plan, next.get(), limit);
            assertThat(page.targets()).hasSizeLessThanOrEqualTo(limit);
            done = done.plus(prune(store, plan, page));
            next = page.next();
        }
        return done;
    }

    /** Removes what the page found. */
    static Pruned prune(PrunableStore store, PrunePlan plan, PrunePage page) {
        Pruned done = Stages.await(store.prune(plan, page));
        while (done.unfinished()) {
            done = done.finished().plus(Stages.await(store.prune(plan, page)));
        }
        return done;
    }
}
