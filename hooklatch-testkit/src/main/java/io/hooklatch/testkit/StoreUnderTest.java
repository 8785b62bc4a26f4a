package io.hooklatch.testkit;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.store.Appended;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Completion;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** The store that a conformance test looks at, its clock, and short words for what tests do with it. */
final class StoreUnderTest {
    /** Longer than any clock of a test moves without meaning to. */
    static final Duration LEASE = Duration.ofMinutes(1);

    /** So many writes wait at once where a test writes many; fewer than any store's queue holds. */
    private static final int WINDOW = 200;

    private final Callable<StoreHome> homes;
    private final StoreHome home;
    private final ManualTime clock = ManualTime.start();
    private InboxStore store;

    StoreUnderTest(Callable<StoreHome> homes) throws Exception {
        this.homes = homes;
        this.home = homes.call();
        this.store = home.open(clock);
    }

    InboxStore store() {
        return store;
    }

    StoreHome home() {
        return home;
    }

    InboxReader reader() {
        return store.reader();
    }

    ManualTime clock() {
        return clock;
    }

    long now() {
        return clock.millis();
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    boolean soleOwner() {
        return home.soleOwner();
    }

    /** A home beside this store's, to be deleted by the test. */
    StoreHome anotherHome() throws Exception {
        return homes.call();
    }

    /** Closes the store and opens it again where it is kept. */
    void reopen() throws Exception {
        store.close();
        store = home.open(clock);
    }

    /** Closes the store and deletes what it kept. */
    void discard() throws Exception {
        store.close();
        home.delete();
    }

    Appended append(DeliverySample sample) {
        return Stages.await(store.append(sample.build()));
    }

    /** Appends them in order without waiting for each; gives the results in the same order. */
    List<Appended> appendAll(Collection<DeliverySample> samples) {
        List<Appended> results = new ArrayList<>();
        Queue<CompletionStage<Appended>> waiting = new ArrayDeque<>();
        for (DeliverySample sample : samples) {
            waiting.add(store.append(sample.build()));
            if (waiting.size() == WINDOW) {
                results.add(Stages.await(waiting.remove()));
            }
        }
        waiting.forEach(stage -> results.add(Stages.await(stage)));
        return results;
    }

    List<Lease> lease(String handler, int limit) {
        return lease(handler, limit, LEASE);
    }

    List<Lease> lease(String handler, int limit, Duration leaseFor) {
        return Stages.await(store.lease(handler, limit, leaseFor));
    }

    /** Leases the handler's only due dispatch. */
    Lease leaseOnly(String handler) {
        List<Lease> leases = lease(handler, 1);
        if (leases.size() != 1) {
            throw new AssertionError("one dispatch of " + handler + " should be due: " + leases);
        }
        return leases.get(0);
    }

    boolean complete(Completion completion) {
        return Stages.await(store.complete(completion));
    }

    boolean handle(Lease lease) {
        return complete(Completion.handled(lease, now(), 5));
    }

    boolean retry(Lease lease, Duration after, String error) {
        return complete(
                new Completion(lease, now(), 5, AttemptOutcome.FAILED, error, new Completion.Next.Retry(after)));
    }

    boolean giveUp(Lease lease, String error) {
        return complete(new Completion(lease, now(), 5, AttemptOutcome.FAILED, error, new Completion.Next.Dead()));
    }

    int release(Collection<Lease> leases) {
        return Stages.await(store.release(leases));
    }

    Set<DispatchId> renew(Collection<Lease> leases, Duration leaseFor) {
        return Stages.await(store.renew(leases, leaseFor));
    }

    int recover() {
        return Stages.await(store.recover());
    }

    Delivery delivery(DeliveryId id) {
        return reader().delivery(id).orElseThrow(() -> new AssertionError(id + " is not found"));
    }

    EventSummary event(Appended appended) {
        EventId id = appended.eventId().orElseThrow(() -> new AssertionError("no event: " + appended));
        return reader().event(id).orElseThrow(() -> new AssertionError(id + " is not found"));
    }

    Dispatch dispatch(Lease lease) {
        DispatchId id = lease.dispatchId();
        return reader().dispatch(id).orElseThrow(() -> new AssertionError(id + " is not found"));
    }

    /** The event's dispatches, oldest first, which is the order of the routes. */
    List<Dispatch> dispatches(Appended appended) {
        EventId id = appended.eventId().orElseThrow(() -> new AssertionError("no event: " + appended));
        return reader().dispatches(DispatchQuery.all().eventId(id).limit(DispatchQuery.MAX_LIMIT)).items().stream()
                .sorted(Comparator.comparing(Dispatch::id))
                .toList();
    }

    /** The dispatch's attempts, oldest first. */
    List<Attempt> attempts(DispatchId id) {
        return reader().attempts(AttemptQuery.all().dispatchId(id).limit(AttemptQuery.MAX_LIMIT)).items().stream()
                .sorted(Comparator.comparing(Attempt::id))
                .toList();
    }
}
