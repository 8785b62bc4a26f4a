package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DeliverySummary;
import io.hooklatch.store.Appended;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One event, however many copies arrive at once. */
abstract class DedupeRaceContract extends ContractGroup {
    private static final int COPIES = 200;

    @Test
    final void fault30_twoHundredConcurrentCopiesMakeOneEventWithOneDispatchPerRoute() {
        DeliverySample copy = aDelivery().key("evt_1").route("ledger").route("mail");
        List<Appended> results = Race.run(COPIES, thread -> {
            Appended appended = inbox.append(copy);
            assertThat(inbox.event(appended).deliveryId())
                    .as("the event is there when a copy is told so")
                    .isNotNull();
            return appended;
        });

        assertThat(results).extracting(Appended::deliveryId).doesNotHaveDuplicates();
        assertThat(results.stream().map(Appended::eventId).distinct()).hasSize(1);
        assertThat(results.stream().filter(Appended::newEvent)).hasSize(1);
        assertThat(results.stream().filter(Appended::duplicate)).hasSize(COPIES - 1);
        assertThat(results).noneMatch(Appended::divergent);
        assertThat(Listing.deliveries(inbox.reader())).hasSize(COPIES);
        assertThat(Listing.events(inbox.reader())).hasSize(1);
        assertThat(Listing.dispatches(inbox.reader())).hasSize(2);
        assertThat(inbox.lease("ledger", 10)).hasSize(1);
        assertThat(inbox.lease("mail", 10)).hasSize(1);
    }

    @Test
    final void fault30_retryRacingTheFirstCopyMakesOneEventInEachOfAThousandRounds() {
        int rounds = 1000;
        int senders = 8;
        CyclicBarrier round = new CyclicBarrier(senders);
        List<Integer> created = Race.run(senders, thread -> {
            int news = 0;
            for (int i = 0; i < rounds; i++) {
                round.await(60, TimeUnit.SECONDS);
                news += inbox.append(aDelivery().key("evt_" + i).route("ledger"))
                                .newEvent()
                        ? 1
                        : 0;
            }
            return news;
        });

        assertThat(created.stream().mapToInt(Integer::intValue).sum()).isEqualTo(rounds);
        assertThat(Listing.events(inbox.reader())).hasSize(rounds);
        assertThat(Listing.dispatches(inbox.reader())).hasSize(rounds);
        assertThat(Listing.deliveries(inbox.reader()).stream().filter(DeliverySummary::duplicate))
                .hasSize(rounds * (senders - 1));
    }

    @Test
    final void fault30_onlyOneOfTheConcurrentCopiesClaimsTheDispatch() {
        DeliverySample copy = aDelivery().key("evt_1").claimed("ledger", Duration.ofMinutes(1));
        List<Appended> results = Race.run(COPIES, thread -> inbox.append(copy));
        assertThat(results.stream().flatMap(appended -> appended.leases().stream()))
                .hasSize(1);
        assertThat(Listing.dispatches(inbox.reader())).hasSize(1);
    }

    @Test
    final void fault31_ofConcurrentCopiesWithDifferentBodiesAllButTheFirstAreDivergent() {
        List<Appended> results =
                Race.run(COPIES, thread -> inbox.append(aDelivery().key("evt_1").body("body " + thread)));
        assertThat(results.stream().filter(Appended::divergent)).hasSize(COPIES - 1);
        assertThat(Listing.deliveries(inbox.reader()).stream().filter(DeliverySummary::divergent))
                .hasSize(COPIES - 1);
    }

    @Test
    final void concurrentCopiesThatShareEitherOfTwoKeysMakeOneEvent() {
        List<Appended> results = Race.run(
                COPIES,
                thread -> inbox.append(
                        thread % 2 == 0
                                ? aDelivery().key("id").key("digest")
                                : aDelivery().key("digest").key("id")));
        assertThat(results.stream().map(Appended::eventId).distinct()).hasSize(1);
        assertThat(Listing.events(inbox.reader())).hasSize(1);
    }

    @Test
    final void manyKeysSentTwiceBySeveralSendersMakeExactlyOneEventEach() {
        int keys = 5000;
        List<List<Appended>> results = Race.run(
                4,
                thread -> inbox.appendAll(IntStream.range(0, keys)
                        .mapToObj(i -> aDelivery().key("evt_" + (i * 31 + thread * 977) % keys))
                        .toList()));
        Set<Object> events = new HashSet<>();
        long news = 0;
        for (List<Appended> ofThread : results) {
            ofThread.forEach(appended -> events.add(appended.eventId().orElseThrow()));
            news += ofThread.stream().filter(Appended::newEvent).count();
        }
        assertThat(events).hasSize(keys);
        assertThat(news).isEqualTo(keys);
    }
}
