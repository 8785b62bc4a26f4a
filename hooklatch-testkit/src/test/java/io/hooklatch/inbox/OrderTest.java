package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.EAGER;
import static io.hooklatch.inbox.TestInbox.dispatch;
import static io.hooklatch.receive.Recency.version;
import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Selection;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.work.HandlerPolicy;
import io.hooklatch.work.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Events that wait for each other, and older ones that come late, with real handlers. */
class OrderTest {
    private static final HandlerPolicy SIDE_BY_SIDE = EAGER.concurrency(4);

    private final TestInbox test = new TestInbox();
    private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

    private static EndpointBuilder items() {
        return Endpoint.named("items").path("/items").unverified().withoutDedupe();
    }

    private static EndpointBuilder ordered() {
        return items().orderBy(json("/item/id"));
    }

    private static Request item(String id, int version) {
        String body = "{\"item\":{\"id\":\"" + id + "\",\"version\":" + version + "}}";
        return Request.post("/items", Headers.none(), body);
    }

    private static String name(String body) {
        return body.replaceAll("\\{\"item\":\\{\"id\":\"(.*)\",\"version\":(.*)}}", "$1$2");
    }

    private List<String> handled(int count) throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String next = handled.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("after " + all).isNotNull();
            all.add(next);
        }
        return all;
    }

    @Test
    void fault32_eventsOfOneKeyAreHandledInOrderBesideOtherKeys() throws Exception {
        Map<String, Integer> running = new HashMap<>();
        List<String> together = new ArrayList<>();
        try (Hooklatch inbox = test.builder()
                .endpoint(ordered())
                .handler("ledger", Selector.onEvery(), SIDE_BY_SIDE, event -> {
                    String name = name(event.text());
                    synchronized (running) {
                        if (running.merge(name.substring(0, 1), 1, Integer::sum) > 1) {
                            together.add(name);
                        }
                    }
                    synchronized (running) {
                        running.merge(name.substring(0, 1), -1, Integer::sum);
                        handled.add(name);
                    }
                })
                .start()) {
            for (int version = 0; version < 50; version++) {
                for (String key : List.of("a", "b", "c")) {
                    assertThat(inbox.receive(item(key, version)).accepted()).isTrue();
                }
            }
            List<String> all = handled(150);
            assertThat(together).as("two of one key at once").isEmpty();
            for (String key : List.of("a", "b", "c")) {
                List<String> own =
                        all.stream().filter(name -> name.startsWith(key)).toList();
                assertThat(own).hasSize(50);
                for (int version = 0; version < 50; version++) {
                    assertThat(own.get(version)).isEqualTo(key + version);
                }
            }
        }
    }

    @Test
    void fault32_aFailingEventHoldsBackItsOwnKeyUntilItIsHandled() throws Exception {
        CountDownLatch mended = new CountDownLatch(1);
        try (Hooklatch inbox = test.builder()
                .endpoint(ordered())
                .handler("ledger", Selector.onEvery(), SIDE_BY_SIDE.attempts(1_000_000), event -> {
                    if (name(event.text()).equals("a1") && mended.getCount() > 0) {
                        throw new IllegalStateException("not yet");
                    }
                    handled.add(name(event.text()));
                })
                .start()) {
            inbox.receive(item("a", 1));
            Receipt behind = inbox.receive(item("a", 2));
            inbox.receive(item("b", 1));
            assertThat(handled(1)).containsExactly("b1");
            assertThat(dispatch(inbox, behind).state()).isEqualTo(DispatchState.QUEUED);
            assertThat(dispatch(inbox, behind).heldBy()).isPresent();
            mended.countDown();
            assertThat(handled(2)).containsExactly("a1", "a2");
        }
    }

    @Test
    void fault32_aDeadEventParksItsKeyUntilAnOperatorActs() throws Exception {
        try (Hooklatch inbox = test.builder()
                .endpoint(ordered())
                .handler("ledger", Selector.onEvery(), SIDE_BY_SIDE.attempts(1), event -> {
                    if (event.attempt() == 1 && name(event.text()).endsWith("1")) {
                        throw new IllegalStateException("broken");
                    }
                    handled.add(name(event.text()));
                })
                .start()) {
            Receipt ignored = inbox.receive(item("a", 1));
            inbox.receive(item("a", 2));
            Receipt requeued = inbox.receive(item("b", 1));
            inbox.receive(item("b", 2));
            test.await("ledger 1 FAILED DEAD");
            test.await("ledger 1 FAILED DEAD");
            assertThat(handled).isEmpty();
            Dispatch dead = dispatch(inbox, requeued);
            inbox.operations()
                    .start(new Order(
                            Action.REQUEUE,
                            new Selection.DispatchIds(List.of(dead.id())),
                            new Actor("ann", "test"),
                            "mended"));
            assertThat(handled(2)).containsExactly("b1", "b2");
            inbox.operations()
                    .start(new Order(
                            Action.IGNORE,
                            new Selection.EventIds(List.of(ignored.eventId().orElseThrow())),
                            new Actor("ann", "test"),
                            "of no use"));
            assertThat(handled(1)).containsExactly("a2");
        }
    }

    @Test
    void eventsWithoutTheKeyWaitForNobody() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        try (Hooklatch inbox = test.builder()
                .endpoint(items().orderBy(header("x-key")))
                .handler("ledger", Selector.onEvery(), SIDE_BY_SIDE, event -> {
                    all.countDown();
                    assertThat(all.await(30, TimeUnit.SECONDS))
                            .as("side by side")
                            .isTrue();
                    handled.add("one");
                })
                .start()) {
            inbox.receive(item("a", 1));
            inbox.receive(item("a", 2));
            inbox.receive(Request.post("/items", Headers.of("x-key", ""), "{}"));
            assertThat(handled(3)).hasSize(3);
        }
    }

    @Test
    void fault32_anOlderVersionThatComesLateIsSuperseded() throws Exception {
        try (Hooklatch inbox = test.builder()
                .endpoint(items().supersede(json("/item/id"), version(json("/item/version"))))
                .handler("ledger", Selector.onEvery(), SIDE_BY_SIDE, event -> handled.add(name(event.text())))
                .start()) {
            inbox.receive(item("a", 2));
            test.await("ledger 1 SUCCEEDED HANDLED");
            Receipt late = inbox.receive(item("a", 1));
            assertThat(dispatch(inbox, late).state()).isEqualTo(DispatchState.SUPERSEDED);
            assertThat(dispatch(inbox, late).lastError())
                    .startsWith("superseded: it is version 1, and version 2 was handled before as evt_");
            test.await("ledger " + late.eventId().orElseThrow() + " "
                    + dispatch(inbox, late).lastError());
            inbox.receive(item("b", 1));
            inbox.receive(Request.post("/items", Headers.none(), "{\"item\":{\"id\":\"a\",\"version\":\"none\"}}"));
            assertThat(handled(3)).contains("a2", "b1");
            assertThat(test.heard).noneMatch(heard -> heard.startsWith("trouble"));
        }
    }

    @Test
    void whatComesAfterALongLineOfOlderVersionsIsHandled() throws Exception {
        CountDownLatch newer = new CountDownLatch(1);
        try (Hooklatch inbox = test.builder()
                .endpoint(items().orderBy(header("x-key")).supersede(json("/item/id"), version(json("/item/version"))))
                .handler("ledger", Selector.onEvery(), SIDE_BY_SIDE, event -> {
                    if (event.text().contains("\"version\":0}")) {
                        newer.await();
                    }
                    handled.add(name(event.text()));
                })
                .start()) {
            inbox.receive(keyed("long", item("a", 0)));
            for (int i = 0; i < 600; i++) {
                inbox.receive(keyed("long", item("a", 1)));
            }
            inbox.receive(keyed("other", item("a", 2)));
            assertThat(handled(1)).containsExactly("a2");
            test.await("ledger 1 SUCCEEDED HANDLED");
            inbox.receive(keyed("long", item("a", 2)));
            newer.countDown();
            assertThat(handled(2)).containsExactly("a0", "a2");
            assertThat(inbox.reader().openDispatches()).containsEntry(DispatchState.SUPERSEDED, 600L);
        }
    }

    private static Request keyed(String key, Request item) {
        return Request.post("/items", Headers.of("x-key", key), item.body());
    }

    @Test
    void elementsOfAnArrayHaveKeysAndVersionsOfTheirOwn() throws Exception {
        try (Hooklatch inbox = test.builder()
                .endpoint(items().events("/all").orderBy(json("/id")).supersede(json("/id"), version(json("/version"))))
                .handler("ledger", Selector.onEvery(), SIDE_BY_SIDE, event -> handled.add(event.text()))
                .start()) {
            Receipt receipt = inbox.receive(Request.post(
                    "/items",
                    Headers.none(),
                    "{\"all\":[{\"id\":1,\"version\":3},{\"id\":1,\"version\":2},{\"id\":1,\"version\":4}]}"));
            assertThat(handled(2)).containsExactly("{\"id\":1,\"version\":3}", "{\"id\":1,\"version\":4}");
            assertThat(inbox.reader()
                            .event(receipt.eventIds().get(1))
                            .orElseThrow()
                            .state())
                    .isEqualTo(DispatchState.SUPERSEDED);
        }
    }

    @Test
    void orderAndGuardAreSetOnce() {
        assertThatThrownBy(() -> ordered().orderBy(header("x")))
                .hasMessage("endpoint \"items\": orderBy \"header x\": it is already set to json /item/id");
        EndpointBuilder guarded = items().supersede(json("/id"), version(json("/version")));
        assertThatThrownBy(() -> guarded.supersede(json("/id"), version(json("/version"))))
                .hasMessageContaining("supersede");
    }
}
