package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.EventSummary;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Following the pages of a list to its end visits every row once, whatever arrives meanwhile. */
abstract class CursorContract extends ContractGroup {
    @Test
    final void pagesOfEverySizeCoverEachListExactly() {
        makeRows(20);
        List<Long> ids = read(Kind.DELIVERIES, 1000);
        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
        for (Kind kind : Kind.values()) {
            List<Long> whole = read(kind, 1000);
            assertThat(whole).as("%s", kind).hasSize(20).doesNotHaveDuplicates();
            for (int size : new int[] {1, 2, 3, 7, 10, 19, 20, 21}) {
                assertThat(read(kind, size)).as("%s by %s", kind, size).isEqualTo(whole);
            }
        }
    }

    @Test
    final void theLastPageHasNoNextAlsoWhenItIsFull() {
        makeRows(10);
        for (Kind kind : Kind.values()) {
            Page<Long> first = page(kind, Cursor.START, 5);
            assertThat(first.items()).hasSize(5);
            Page<Long> second = page(kind, first.next().orElseThrow(), 5);
            assertThat(second.items()).hasSize(5);
            assertThat(second.next()).as("%s", kind).isEmpty();
            assertThat(page(kind, Cursor.START, 10).next()).as("%s", kind).isEmpty();
            assertThat(page(kind, Cursor.START, 9).next()).as("%s", kind).isPresent();
        }
    }

    @Test
    final void anEmptyListIsOnePageWithoutNext() {
        for (Kind kind : Kind.values()) {
            assertThat(page(kind, Cursor.START, 5)).isEqualTo(new Page<>(List.of(), Optional.empty()));
        }
    }

    @Test
    final void rowsThatArriveBetweenThePagesAreNotVisited() {
        makeRows(10);
        for (Kind kind : Kind.values()) {
            List<Long> before = read(kind, 1000);
            List<Long> visited = new ArrayList<>();
            Optional<Cursor> next = Optional.of(Cursor.START);
            while (next.isPresent()) {
                Page<Long> page = page(kind, next.get(), 3);
                visited.addAll(page.items());
                next = page.next();
                makeRows(2);
            }
            assertThat(visited).as("%s", kind).isEqualTo(before);
        }
    }

    @Test
    final void rowsThatArriveAllTheTimeChangeNothingAboutThoseThatWereThere() {
        makeRows(200);
        for (Kind kind : Kind.values()) {
            List<Long> before = read(kind, 1000);
            Page<Long> first = page(kind, Cursor.START, 7);
            AtomicBoolean enough = new AtomicBoolean();
            CountDownLatch arriving = new CountDownLatch(3);
            List<CompletableFuture<Integer>> writers = Race.start(3, writer -> {
                int written = 0;
                while (written == 0 || (written < 400 && !enough.get())) {
                    inbox.append(aDelivery().endpoint("orders").claimed("w" + writer, StoreUnderTest.LEASE))
                            .leases()
                            .forEach(inbox::handle);
                    written++;
                    arriving.countDown();
                }
                return written;
            });
            try {
                assertThat(arriving.await(60, TimeUnit.SECONDS)).isTrue();
                List<Long> visited = new ArrayList<>(first.items());
                visited.addAll(Listing.follow(first.next().orElseThrow(), cursor -> page(kind, cursor, 7)));
                assertThat(visited).as("%s", kind).isEqualTo(before);
                assertThat(Listing.follow(Cursor.START, cursor -> page(kind, cursor, 50)))
                        .as("%s from a newer start", kind)
                        .doesNotHaveDuplicates()
                        .endsWith(before.toArray(Long[]::new));
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            } finally {
                enough.set(true);
            }
            writers.forEach(writer -> assertThat(Stages.await(writer)).isPositive());
        }
    }

    @Test
    final void aFilteredListIsFollowedTheSameWay() {
        List<DeliverySample> samples = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            samples.add(aDelivery().endpoint(i % 3 == 0 ? "orders" : "refunds").type("t" + i % 2));
        }
        inbox.appendAll(samples);
        for (int size : new int[] {1, 3, 10, 11}) {
            DeliveryQuery deliveries =
                    DeliveryQuery.all().endpoint("orders").type("t1").limit(size);
            EventQuery events = EventQuery.all().endpoint("orders").type("t1").limit(size);
            assertThat(Listing.follow(Cursor.START, cursor -> inbox.reader().deliveries(deliveries.after(cursor))))
                    .hasSize(10)
                    .doesNotHaveDuplicates();
            assertThat(Listing.follow(Cursor.START, cursor -> inbox.reader().events(events.after(cursor))))
                    .hasSize(10)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    final void aCursorOutlivesItsTextAndTheStore() throws Exception {
        makeRows(10);
        for (Kind kind : Kind.values()) {
            List<Long> whole = read(kind, 1000);
            Page<Long> first = page(kind, Cursor.START, 4);
            String text = first.next().orElseThrow().toString();
            inbox.reopen();
            Page<Long> rest = page(kind, Cursor.parse(text), 1000);
            assertThat(rest.items()).as("%s", kind).isEqualTo(whole.subList(4, 10));
        }
    }

    @Test
    final void aCursorMeansEverythingOlderThanTheRowWithItsId() {
        makeRows(10);
        for (Kind kind : Kind.values()) {
            List<Long> whole = read(kind, 1000);
            assertThat(page(kind, new Cursor(whole.get(3)), 1000).items())
                    .as("%s", kind)
                    .isEqualTo(whole.subList(4, 10));
            assertThat(page(kind, new Cursor(whole.get(3) + 1), 1000).items())
                    .as("%s", kind)
                    .isEqualTo(whole.subList(3, 10));
            assertThat(page(kind, new Cursor(1), 1000).items()).as("%s", kind).isEmpty();
        }
    }

    @Test
    final void aListMayEndBeforeItsLastRow() {
        makeRows(10);
        for (Kind kind : Kind.values()) {
            List<Long> whole = read(kind, 1000);
            Cursor part = new Cursor(whole.get(2), whole.get(7));
            assertThat(page(kind, part, 1000).items()).as("%s", kind).isEqualTo(whole.subList(3, 7));
            assertThat(Listing.follow(part, cursor -> page(kind, cursor, 3)))
                    .as("%s", kind)
                    .isEqualTo(whole.subList(3, 7));
            assertThat(page(kind, new Cursor(Long.MAX_VALUE, whole.get(0)), 1000)
                            .items())
                    .as("%s", kind)
                    .isEmpty();
        }
    }

    private enum Kind {
        DELIVERIES,
        EVENTS,
        DISPATCHES,
        ATTEMPTS
    }

    /** So many deliveries, each with an event, a dispatch and an attempt. */
    private void makeRows(int count) {
        inbox.appendAll(Collections.nCopies(count, aDelivery().claimed("ledger", StoreUnderTest.LEASE)))
                .forEach(appended -> appended.leases().forEach(inbox::handle));
    }

    private List<Long> read(Kind kind, int pageSize) {
        return Listing.follow(Cursor.START, cursor -> page(kind, cursor, pageSize));
    }

    private Page<Long> page(Kind kind, Cursor after, int limit) {
        return switch (kind) {
            case DELIVERIES -> {
                Page<DeliverySummary> page = inbox.reader()
                        .deliveries(DeliveryQuery.all().after(after).limit(limit));
                yield new Page<>(
                        page.items().stream().map(row -> row.id().value()).toList(), page.next());
            }
            case EVENTS -> {
                Page<EventSummary> page =
                        inbox.reader().events(EventQuery.all().after(after).limit(limit));
                yield new Page<>(
                        page.items().stream().map(row -> row.id().value()).toList(), page.next());
            }
            case DISPATCHES -> {
                Page<Dispatch> page = inbox.reader()
                        .dispatches(DispatchQuery.all().after(after).limit(limit));
                yield new Page<>(
                        page.items().stream().map(row -> row.id().value()).toList(), page.next());
            }
            case ATTEMPTS -> {
                Page<Attempt> page =
                        inbox.reader().attempts(AttemptQuery.all().after(after).limit(limit));
                yield new Page<>(
                        page.items().stream().map(row -> row.id().value()).toList(), page.next());
            }
        };
    }
}
