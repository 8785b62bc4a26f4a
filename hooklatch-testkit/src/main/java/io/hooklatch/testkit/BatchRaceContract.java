package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.EventId;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.store.Appended;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One event for each element, however many copies of a batch arrive at once. */
abstract class BatchRaceContract extends ContractGroup {
    private static final int COPIES = 200;
    private static final int ELEMENTS = 7;

    private static DeliverySample element(int number) {
        return aDelivery().key("evt_" + number).body("{\"n\":" + number + "}").route("ledger");
    }

    @Test
    final void fault30_twoHundredConcurrentCopiesOfABatchMakeOneEventOfEachElement() {
        DeliverySample copy = aDelivery()
                .batch(IntStream.range(0, ELEMENTS)
                        .mapToObj(BatchRaceContract::element)
                        .toList());
        List<Appended> results = Race.run(COPIES, thread -> inbox.append(copy));

        List<EventId> events =
                results.get(0).events().stream().map(ReceivedEvent::id).toList();
        assertThat(events).hasSize(ELEMENTS).doesNotHaveDuplicates();
        assertThat(results)
                .allSatisfy(result -> assertThat(result.events())
                        .extracting(ReceivedEvent::id)
                        .containsExactlyElementsOf(events));
        assertThat(results.stream().filter(Appended::newEvent)).hasSize(1);
        assertThat(results.stream().filter(Appended::duplicate)).hasSize(COPIES - 1);
        assertThat(results).noneMatch(Appended::divergent);
        assertThat(Listing.deliveries(inbox.reader())).hasSize(COPIES);
        assertThat(Listing.deliveries(inbox.reader()).stream().filter(DeliverySummary::duplicate))
                .hasSize(COPIES - 1);
        assertThat(Listing.events(inbox.reader())).hasSize(ELEMENTS);
        assertThat(Listing.dispatches(inbox.reader())).hasSize(ELEMENTS);
        assertThat(inbox.lease("ledger", 100)).hasSize(ELEMENTS);
    }

    @Test
    final void fault30_batchesThatOverlapMakeOneEventOfEachElement() {
        int keys = 100;
        List<Appended> results = Race.run(
                COPIES,
                thread -> inbox.append(aDelivery()
                        .batch(IntStream.range(0, ELEMENTS)
                                .mapToObj(i -> element((thread * 3 + i * (1 + thread % 5)) % keys))
                                .toList())));
        long created = results.stream()
                .flatMap(result -> result.events().stream())
                .filter(event -> !event.duplicate())
                .count();
        long known = results.stream()
                .flatMap(result -> result.events().stream())
                .map(ReceivedEvent::id)
                .distinct()
                .count();
        assertThat(created).isEqualTo(known);
        assertThat(Listing.events(inbox.reader())).hasSize((int) known);
        assertThat(Listing.dispatches(inbox.reader())).hasSize((int) known);
        assertThat(results).noneMatch(Appended::divergent);
    }

    @Test
    final void fault30_copiesAsElementsAndAsWholeDeliveriesMakeOneEvent() {
        List<Appended> results = Race.run(
                COPIES,
                thread -> inbox.append(
                        thread % 2 == 0 ? element(1) : aDelivery().batch(element(thread + 1000), element(1))));
        assertThat(results.stream()
                        .map(result -> result.events().get(result.events().size() - 1))
                        .map(ReceivedEvent::id)
                        .distinct())
                .hasSize(1);
        assertThat(Listing.events(inbox.reader())).hasSize(1 + COPIES / 2);
    }
}
