package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.EAGER;
import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static io.hooklatch.work.Selector.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Names;
import io.hooklatch.observe.Listeners;
import io.hooklatch.store.Appended;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.Route;
import io.hooklatch.testkit.DeliverySample;
import io.hooklatch.testkit.MemoryStore;
import io.hooklatch.work.Registration;
import io.hooklatch.work.Timer;
import io.hooklatch.work.WorkSettings;
import io.hooklatch.work.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A free worker is claimed before its event is stored, and given back when there is nothing for it to do. */
class ClaimTest {
    private final MemoryStore store = MemoryStore.open(Clock.systemUTC());
    private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
    private final Timer timer = Timer.system();
    private final Workers workers = new Workers(
            store,
            List.of(new Registration(
                    "ship",
                    on("orders"),
                    EAGER.concurrency(1),
                    new Registration.Task.Plain(event -> handled.add(event.text())))),
            new WorkSettings(timer, RandomGenerator.getDefault(), new Listeners(List.of()), WorkSettings.LEASE_FOR));

    @BeforeEach
    void start() {
        workers.start();
    }

    @AfterEach
    void stop() {
        workers.stop(Duration.ofSeconds(5));
        timer.close();
    }

    @Test
    void oneWorkerIsClaimedOnceUntilItIsGivenBack() {
        NewDelivery first = claimed(aDelivery());
        assertThat(routes().get(0).claimFor()).isEmpty();
        workers.notAppended(first);
        workers.notAppended(claimed(aDelivery()));
    }

    @Test
    void aDuplicateGivesItBack() {
        store.append(aDelivery().key("1").build());
        NewDelivery delivery = claimed(aDelivery().key("1"));
        Appended duplicate = append(delivery);
        assertThat(duplicate.duplicate()).isTrue();
        workers.appended(delivery, duplicate);
        workers.notAppended(claimed(aDelivery()));
        assertThat(handled).isEmpty();
    }

    @Test
    void aNewEventRunsUnderItsClaimWithoutALease() throws Exception {
        NewDelivery delivery = claimed(aDelivery().body("new"));
        workers.appended(delivery, append(delivery));
        assertThat(handled.take()).isEqualTo("new");
        workers.notAppended(claimed(aDelivery()));
    }

    @Test
    void aDuplicateElementGivesItBackAndTheOthersRun() throws Exception {
        append(aDelivery().key("1").build());
        NewDelivery one = claimed(aDelivery().key("1"));
        NewDelivery batch = aDelivery()
                .batch(
                        aDelivery().key("1").route(one.events().get(0).routes().get(0)),
                        aDelivery().key("2").body("queued").route("ship"))
                .build();
        workers.appended(batch, append(batch));
        assertThat(handled.take()).isEqualTo("queued");
        NewDelivery again = aDelivery()
                .batch(aDelivery().key("3").body("claimed").route(claimed().get(0)))
                .build();
        workers.appended(again, append(again));
        assertThat(handled.take()).isEqualTo("claimed");
        workers.notAppended(claimed(aDelivery()));
    }

    private Appended append(NewDelivery delivery) {
        return store.append(delivery).toCompletableFuture().join();
    }

    private NewDelivery claimed(DeliverySample sample) {
        return sample.route(claimed().get(0)).build();
    }

    private List<Route> routes() {
        return workers.routes("orders", Names.none());
    }

    /** Waits for the one worker to be free, as it is once the lane knows that nothing is queued. */
    private List<Route> claimed() {
        List<Route> routes = routes();
        for (long tries = 0; routes.get(0).claimFor().isEmpty(); tries++) {
            assertThat(tries).as("the worker stays claimed").isLessThan(20_000_000L);
            Thread.onSpinWait();
            routes = routes();
        }
        return routes;
    }
}
