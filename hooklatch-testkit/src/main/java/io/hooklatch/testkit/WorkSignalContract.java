package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.InboxStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Hearing of work that others who share the store have made. */
abstract class WorkSignalContract extends ContractGroup {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final CountDownLatch listening = new CountDownLatch(1);

    @Test
    final void whatTheStoreItselfWritesIsNotTold() throws Exception {
        listen();
        inbox.append(aDelivery().route("ledger"));
        inbox.release(inbox.lease("ledger", 1));
        if (!inbox.soleOwner()) {
            try (InboxStore other = inbox.home().open(inbox.clock())) {
                Stages.await(other.append(aDelivery().route("mail").build()));
                assertThat(next()).isEqualTo("mail");
            }
        }
        assertThat(told).isEmpty();
    }

    @Test
    final void workThatAnotherNodeMakesAndDoesNotTakeIsTold() throws Exception {
        listen();
        if (inbox.soleOwner()) {
            return;
        }
        try (InboxStore other = inbox.home().open(inbox.clock())) {
            Stages.await(other.append(aDelivery()
                    .key("evt_1")
                    .route("ledger")
                    .claimed("mail", StoreUnderTest.LEASE)
                    .build()));
            assertThat(next()).isEqualTo("ledger");
            assertThat(inbox.lease("ledger", 2)).hasSize(1);

            Stages.await(other.append(aDelivery().key("evt_1").route("ledger").build()));
            Stages.await(
                    other.append(aDelivery().route("two words \u00fc\u0000").build()));
            assertThat(next()).as("the duplicate made no work").isEqualTo("two words \u00fc\u0000");

            Stages.await(other.append(aDelivery().route("search").build()));
            assertThat(next()).isEqualTo("search");
            Stages.await(other.release(Stages.await(other.lease("search", 1, Duration.ofMinutes(1)))));
            assertThat(next()).as("given back").isEqualTo("search");
        }
    }

    @Test
    final void workOfABatchIsToldOfEveryHandler() throws Exception {
        listen();
        if (inbox.soleOwner()) {
            return;
        }
        try (InboxStore other = inbox.home().open(inbox.clock())) {
            Stages.await(other.append(aDelivery()
                    .batch(
                            aDelivery().body("1").route("ledger"),
                            aDelivery().body("2").route("mail"))
                    .build()));
            assertThat(List.of(next(), next())).containsExactlyInAnyOrder("ledger", "mail");
        }
    }

    @Test
    final void aClosedStoreTellsNothingAndMayBeAskedTo() {
        inbox.store().close();
        inbox.store().onWork(handler -> told.add(handler.orElse("any")));
        assertThat(told).isEmpty();
    }

    private void listen() throws InterruptedException {
        inbox.store().onWork(handler -> handler.ifPresentOrElse(told::add, listening::countDown));
        if (!inbox.soleOwner()) {
            assertThat(listening.await(60, TimeUnit.SECONDS))
                    .as("begins to hear")
                    .isTrue();
        }
    }

    private String next() throws InterruptedException {
        String handler = told.poll(60, TimeUnit.SECONDS);
        return handler == null ? "nothing within a minute" : handler;
    }
}
