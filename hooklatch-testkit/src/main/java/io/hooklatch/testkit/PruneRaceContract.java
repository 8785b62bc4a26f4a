package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Event;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Lease;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.PrunePlan.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clearing while everything else goes on. */
abstract class PruneRaceContract extends ContractGroup {
    private static final int WRITERS = 2;
    private static final int EACH = 300;

    @Test
    final void fault37_clearingWithoutPauseTakesNothingThatIsOnItsWay() {
        PrunableStore store = Prunes.store(inbox);
        long future = inbox.now() + Duration.ofDays(1).toMillis();
        // Everything that is settled is old enough at once.
        PrunePlan plan = new PrunePlan(Map.of(), new Limits(Prunes.all(future), Prunes.all(future), PrunePlan.NEVER));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger created = new AtomicInteger();
        AtomicInteger appending = new AtomicInteger(WRITERS);
        Set<String> handled = ConcurrentHashMap.newKeySet();
        AtomicInteger handledTwice = new AtomicInteger();

        CompletableFuture<Long> clearing = Race.start(1, number -> {
                    long events = 0;
                    while (!over.get()) {
                        events += Prunes.run(store, plan, 20).events();
                    }
                    return events;
                })
                .get(0);
        List<CompletableFuture<Integer>> working = Race.start(2, number -> {
            while (true) {
                boolean last = appending.get() == 0;
                List<Lease> leases = inbox.lease("ledger", 5);
                if (last && leases.isEmpty()) {
                    return 0;
                }
                List<Event> events = inbox.reader().load(leases);
                for (int i = 0; i < leases.size(); i++) {
                    String body = events.get(i).text();
                    assertThat(body).startsWith("body ");
                    if (leases.get(i).attempt() == 1 && body.endsWith("3")) {
                        assertThat(inbox.retry(leases.get(i), Duration.ZERO, "once more"))
                                .isTrue();
                    } else {
                        assertThat(inbox.handle(leases.get(i))).isTrue();
                        handledTwice.addAndGet(handled.add(body) ? 0 : 1);
                    }
                }
            }
        });
        Race.run(WRITERS, number -> {
            try {
                for (int i = 0; i < EACH; i++) {
                    String name = number + "-" + i;
                    DeliverySample sample =
                            aDelivery().key(name).body("body " + name).route("ledger");
                    Appended appended = inbox.append(sample);
                    created.addAndGet(appended.newEvent() ? 1 : 0);
                    assertThat(inbox.append(sample).eventId()).isEqualTo(appended.eventId());
                }
                return 0;
            } finally {
                appending.decrementAndGet();
            }
        });
        working.forEach(Stages::await);
        over.set(true);
        long cleared = Stages.await(clearing) + Prunes.run(store, plan, 20).events();

        assertThat(created.get()).isEqualTo(WRITERS * EACH);
        assertThat(handled).hasSize(WRITERS * EACH);
        assertThat(handledTwice).hasValue(0);
        assertThat(cleared).isEqualTo(WRITERS * EACH);
        assertThat(inbox.reader().openDispatches()).isEmpty();
    }

    @Test
    final void twoThatClearAtOnceRemoveEachThingOnce() {
        for (int i = 0; i < 400; i++) {
            inbox.append(aDelivery().key("evt_" + i));
        }
        inbox.advance(Duration.ofHours(1));
        PrunePlan plan = Prunes.allRows(inbox.now());
        List<Long> removed =
                Race.run(3, number -> Prunes.run(Prunes.store(inbox), plan, 10).events());
        long left = Prunes.run(Prunes.store(inbox), plan, 10).events();
        assertThat(removed.stream().mapToLong(Long::longValue).sum() + left).isEqualTo(400);
    }
}
