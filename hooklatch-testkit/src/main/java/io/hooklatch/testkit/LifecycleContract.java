package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.EventSummary;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Completion;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.Lease;
import io.hooklatch.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Opening, closing and opening again. */
abstract class LifecycleContract extends ContractGroup {
    @Test
    final void aReopenedStoreHasEveryRowAsItWas() throws Exception {
        doSomeOfEverything();
        List<DeliverySummary> deliveries = Listing.deliveries(inbox.reader());
        List<EventSummary> events = Listing.events(inbox.reader());
        List<Dispatch> dispatches = Listing.dispatches(inbox.reader());
        List<Attempt> attempts = Listing.attempts(inbox.reader());
        inbox.reopen();

        assertThat(deliveries).hasSize(13);
        assertThat(Listing.deliveries(inbox.reader())).isEqualTo(deliveries);
        assertThat(Listing.events(inbox.reader())).isEqualTo(events);
        assertThat(Listing.dispatches(inbox.reader())).isEqualTo(dispatches);
        assertThat(Listing.attempts(inbox.reader())).isEqualTo(attempts);
        assertThat(inbox.delivery(deliveries.get(12).id()).request().body()).isEqualTo(new byte[] {0, -1, 7});
    }

    @Test
    final void aReopenedStoreKnowsTheKeysFromBefore() throws Exception {
        List<DeliverySample> samples = IntStream.range(0, 3000)
                .mapToObj(i -> aDelivery().key("evt_" + i).key("digest_" + i).body("b" + i))
                .toList();
        List<Appended> first = inbox.appendAll(samples);
        for (int round = 0; round < 2; round++) {
            inbox.reopen();
            List<Appended> again = inbox.appendAll(samples);
            for (int i = 0; i < samples.size(); i++) {
                assertThat(again.get(i).eventId()).isEqualTo(first.get(i).eventId());
                assertThat(again.get(i).divergent()).isFalse();
            }
        }
        assertThat(inbox.append(aDelivery().key("digest_17").body("x")).divergent())
                .isTrue();
        assertThat(inbox.append(aDelivery().key("evt_3000")).newEvent()).isTrue();
        assertThat(Listing.events(inbox.reader())).hasSize(3001);
    }

    @Test
    final void aReopenedStoreKeepsLeasesDueTimesAndTheFence() throws Exception {
        inbox.append(aDelivery().route("ledger").route("mail"));
        Lease retried = inbox.leaseOnly("mail");
        inbox.retry(retried, Duration.ofSeconds(90), "no");
        Lease before = inbox.leaseOnly("ledger");
        inbox.reopen();

        assertThat(inbox.lease("ledger", 1)).isEmpty();
        inbox.advance(StoreUnderTest.LEASE);
        Lease after = inbox.leaseOnly("ledger");
        assertThat(after.token()).isGreaterThan(before.token());
        assertThat(inbox.handle(before)).isFalse();
        assertThat(inbox.handle(after)).isTrue();
        assertThat(inbox.lease("mail", 1)).isEmpty();
        inbox.advance(Duration.ofSeconds(30));
        assertThat(inbox.leaseOnly("mail").attempt()).isEqualTo(2);
    }

    @Test
    final void idsGoOnAboveThoseFromBeforeAlsoWhenTheClockIsBehind() throws Exception {
        doSomeOfEverything();
        List<DeliveryId> before = Listing.deliveries(inbox.reader()).stream()
                .map(DeliverySummary::id)
                .toList();
        inbox.advance(Duration.ofDays(-3));
        inbox.reopen();
        assertThat(inbox.append(aDelivery()).deliveryId()).isGreaterThan(before.get(0));
    }

    @Test
    final void theDigestKeyIsMadeWithTheInboxAndStaysTheSame() throws Exception {
        byte[] key = inbox.store().digestKey();
        assertThat(key).hasSize(32);
        byte[] callers = inbox.store().digestKey();
        callers[0]++;
        assertThat(inbox.store().digestKey())
                .as("the caller's array is its own")
                .isNotEqualTo(callers);
        inbox.append(aDelivery());
        inbox.reopen();
        assertThat(inbox.store().digestKey()).isEqualTo(key);

        StoreHome other = inbox.anotherHome();
        try (InboxStore store = other.open(inbox.clock())) {
            assertThat(store.digestKey()).hasSize(32).isNotEqualTo(key);
            assertThat(Listing.deliveries(store.reader())).isEmpty();
        }
        other.delete();
    }

    @Test
    final void aProbeCommitsAndChangesNothing() {
        doSomeOfEverything();
        List<Dispatch> dispatches = Listing.dispatches(inbox.reader());
        CompletionStage<String> probe = inbox.store().probe().thenApply(nothing -> "committed");
        assertThat(Stages.<String>await(probe)).isEqualTo("committed");
        assertThat(Listing.dispatches(inbox.reader())).isEqualTo(dispatches);
        assertThat(inbox.store().pendingWrites()).isZero();
    }

    @Test
    final void afterCloseEveryWriteFailsAndNothingIsRead() {
        inbox.append(aDelivery().route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");
        InboxStore store = inbox.store();
        InboxReader reader = store.reader();
        store.close();
        store.close();

        for (CompletionStage<?> write : List.of(
                store.append(aDelivery().build()),
                store.lease("ledger", 1, Duration.ofSeconds(1)),
                store.renew(List.of(lease), Duration.ofSeconds(1)),
                store.complete(Completion.handled(lease, 0, 0)),
                store.release(List.of(lease)),
                store.recover(),
                store.keepSecret("orders", new byte[] {1}),
                store.forgetSecret("orders"),
                store.probe())) {
            assertThatThrownBy(() -> Stages.await(write)).isInstanceOf(StoreUnavailableException.class);
        }
        assertThatThrownBy(() -> reader.dispatch(lease.dispatchId())).isInstanceOf(StoreUnavailableException.class);
        assertThat(store.pendingWrites()).isZero();
    }

    @Test
    final void fault34_closingCommitsWhatWasAccepted() throws Exception {
        List<CompletionStage<Appended>> accepted = IntStream.range(0, 150)
                .mapToObj(i -> inbox.store().append(aDelivery().key("evt_" + i).build()))
                .toList();
        inbox.reopen();
        for (CompletionStage<Appended> stage : accepted) {
            assertThat(inbox.reader().delivery(Stages.await(stage).deliveryId()))
                    .isPresent();
        }
        assertThat(Listing.deliveries(inbox.reader())).hasSize(150);
    }

    @Test
    final void fault34_whatWasAcknowledgedWhileClosingIsThereAfterwards() throws Exception {
        int senders = 8;
        CountDownLatch busy = new CountDownLatch(200);
        InboxStore store = inbox.store();
        List<CompletableFuture<List<DeliveryId>>> results = Race.start(senders, sender -> {
            List<DeliveryId> acknowledged = new ArrayList<>();
            try {
                while (true) {
                    acknowledged.add(Stages.await(
                                    store.append(aDelivery().route("ledger").build()))
                            .deliveryId());
                    busy.countDown();
                }
            } catch (StoreUnavailableException closed) {
                return acknowledged;
            }
        });
        assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
        inbox.reopen();

        Set<DeliveryId> stored = new HashSet<>();
        Listing.deliveries(inbox.reader()).forEach(row -> stored.add(row.id()));
        for (CompletableFuture<List<DeliveryId>> result : results) {
            assertThat(stored).containsAll(Stages.await(result));
        }
        assertThat(Listing.dispatches(inbox.reader())).hasSameSizeAs(stored);
    }

    private void doSomeOfEverything() {
        inbox.append(aDelivery().body(new byte[] {0, -1, 7}).header("x", "y"));
        for (int i = 0; i < 6; i++) {
            DeliverySample sample =
                    aDelivery().key("evt_" + i).type("t" + i).route("ledger").route("mail");
            inbox.append(sample);
            inbox.append(sample.body("copy " + i / 3));
        }
        List<Lease> leases = inbox.lease("ledger", 5);
        inbox.handle(leases.get(0));
        inbox.retry(leases.get(1), Duration.ofHours(1), "no");
        inbox.giveUp(leases.get(2), "no use");
        inbox.advance(StoreUnderTest.LEASE);
        inbox.leaseOnly("ledger");
    }
}
