package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.TimeRange;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding events. */
abstract class EventQueryContract extends ContractGroup {
    private static final EventQuery ALL = EventQuery.all().limit(EventQuery.MAX_LIMIT);

    @Test
    final void everyFilterAloneAndInEveryCombinationFindsExactlyItsRows() {
        appendVariedEvents();
        List<EventSummary> all = inbox.reader().events(ALL).items();
        assertThat(all).hasSize(48);
        assertThat(all.stream().map(EventSummary::state).distinct()).hasSize(6);
        for (EventSummary target : all) {
            TimeRange around = new TimeRange(target.createdAt() - 9, target.createdAt() + 1);
            new Filters<EventQuery, EventSummary>()
                    .on("endpoint", target.endpoint(), EventQuery::endpoint, EventSummary::endpoint)
                    .on("state", target.state(), EventQuery::state, EventSummary::state)
                    .maybe("type", target.type(), EventQuery::type, EventSummary::type)
                    .maybe(
                            "event id",
                            target.providerEventId(),
                            EventQuery::providerEventId,
                            EventSummary::providerEventId)
                    .where("created", query -> query.created(around), row -> around.contains(row.createdAt()))
                    .assertThatEveryCombinationFindsExactlyItsRows(all, ALL, inbox.reader()::events);
        }
    }

    @Test
    final void aCursorJustAboveAnEventMeansThatOneAndAllOlderInEveryState() {
        appendVariedEvents();
        for (EventSummary each : inbox.reader().events(ALL).items()) {
            EventQuery same = ALL.state(each.state());
            List<EventSummary> all = inbox.reader().events(same).items();
            EventQuery from = same.after(new Cursor(each.id().value() + 1));
            assertThat(inbox.reader().events(from).items())
                    .as("%s", each)
                    .isEqualTo(all.subList(all.indexOf(each), all.size()));
        }
    }

    @Test
    final void aFilterThatNoRowFulfilsFindsNothing() {
        appendVariedEvents();
        for (EventQuery query : List.of(
                ALL.endpoint("order"),
                ALL.endpoint("ORDERS"),
                ALL.type("t"),
                ALL.type("_0"),
                ALL.providerEventId("E0"),
                ALL.state(DispatchState.PAUSED),
                ALL.state(DispatchState.IGNORED),
                ALL.created(new TimeRange(0, 10)))) {
            assertThat(inbox.reader().events(query).items()).as("%s", query).isEmpty();
            assertThat(inbox.reader().events(query).next()).isEmpty();
        }
    }

    @Test
    final void theNewestComeFirstAndNoMoreThanTheLimit() {
        appendVariedEvents();
        List<EventSummary> all = inbox.reader().events(ALL).items();
        assertThat(all)
                .extracting(EventSummary::id)
                .isSortedAccordingTo(Comparator.<EventId>naturalOrder().reversed());
        assertThat(inbox.reader().events(ALL.limit(1)).items()).isEqualTo(all.subList(0, 1));
        assertThat(inbox.reader().events(ALL.limit(47)).items()).isEqualTo(all.subList(0, 47));
    }

    @Test
    final void aTimeRangeHoldsItsFirstMillisecondAndNotItsEnd() {
        for (int i = 0; i < 4; i++) {
            inbox.append(aDelivery());
            inbox.advance(Duration.ofMillis(1));
        }
        long base = inbox.now() - 4;
        assertThat(created(base, base + 4)).isEqualTo(4);
        assertThat(created(base + 1, base + 3)).isEqualTo(2);
        assertThat(created(base + 3, base + 3)).isZero();
        assertThat(created(base + 3, base + 4)).isEqualTo(1);
        assertThat(created(base + 4, Long.MAX_VALUE)).isZero();
        assertThat(created(Long.MIN_VALUE, base)).isZero();
        assertThat(created(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(4);
    }

    @Test
    final void aTimeRangeHoldsExactlyWhatWasCreatedInItHoweverManyInOneMillisecond() {
        long now = inbox.now();
        inbox.appendAll(Collections.nCopies(5000, aDelivery()));
        assertThat(inbox.now()).isEqualTo(now);
        EventQuery query = ALL.created(new TimeRange(now, now + 1));
        List<EventSummary> found =
                Listing.follow(Cursor.START, cursor -> inbox.reader().events(query.after(cursor)));
        assertThat(found).hasSize(5000).allMatch(event -> event.createdAt() == now);
        assertThat(created(now + 1, Long.MAX_VALUE)).isZero();
    }

    @Test
    final void aTimeRangeHoldsWhatWasCreatedInItAlsoAfterTheClockWentBack() {
        inbox.append(aDelivery());
        inbox.advance(Duration.ofHours(-1));
        long earlier = inbox.now();
        Appended second = inbox.append(aDelivery());
        assertThat(inbox.reader()
                        .events(ALL.created(new TimeRange(earlier, earlier + 1)))
                        .items())
                .extracting(EventSummary::id)
                .containsExactly(second.eventId().orElseThrow());
        assertThat(inbox.reader().events(ALL).items().get(0).id())
                .isEqualTo(second.eventId().orElseThrow());
    }

    @Test
    final void anUnknownIdIsAbsent() {
        Appended appended = inbox.append(aDelivery());
        long known = appended.eventId().orElseThrow().value();
        assertThat(inbox.reader().event(new EventId(1))).isEmpty();
        assertThat(inbox.reader().event(new EventId(Long.MAX_VALUE))).isEmpty();
        assertThat(inbox.reader().event(new EventId(known + 1000))).isEmpty();
    }

    private int created(long from, long until) {
        return inbox.reader()
                .events(ALL.created(new TimeRange(from, until)))
                .items()
                .size();
    }

    /** Forty-eight that differ in every field one can filter by, with repeats of each value, in six states. */
    private void appendVariedEvents() {
        for (int i = 0; i < 48; i++) {
            inbox.advance(Duration.ofMillis(i % 5));
            DeliverySample sample = aDelivery().endpoint(i % 5 < 2 ? "orders" : "refunds");
            sample = i % 4 == 3 ? sample : sample.type("t" + i % 3);
            sample = i % 7 == 6 ? sample : sample.providerEventId("e" + i % 8);
            if (i % 6 == 0) {
                inbox.append(sample);
                continue;
            }
            inbox.append(sample.route("h" + i).route("mail"));
            inbox.handle(inbox.leaseOnly("mail"));
            if (i % 6 == 1) {
                continue;
            }
            Lease lease = inbox.lease("h" + i, 1, Duration.ofDays(1)).get(0);
            switch (i % 6) {
                case 2 -> inbox.retry(lease, Duration.ofHours(1), "no");
                case 3 -> inbox.giveUp(lease, "no use");
                case 4 -> inbox.handle(lease);
                default -> assertThat(i % 6).isEqualTo(5);
            }
        }
    }
}
