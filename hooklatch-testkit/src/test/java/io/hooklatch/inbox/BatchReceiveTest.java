package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.EAGER;
import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;
import static io.hooklatch.work.Selector.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.HooklatchBuilder;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Element;
import io.hooklatch.message.Event;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.receive.Ingest;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.StoreBusyException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A delivery with an array of events, from the request to the handlers. */
class BatchReceiveTest {
    private static final Recipe RECIPE = Recipe.hmacSha256()
            .header("x-signature")
            .events("/events")
            .deliveryId(header("x-send"))
            .eventId(json("/id"))
            .eventType(json("/type"))
            .named("acme")
            .build();

    private final TestInbox test = new TestInbox();
    private final BlockingQueue<Event> handled = new LinkedBlockingQueue<>();

    private static EndpointBuilder acme() {
        return Endpoint.named("acme").path("/acme").recipe(RECIPE).secrets("a-secret-of-acme");
    }

    private static Request signed(String body) {
        Request request = Request.post("/acme", Headers.of("x-send", "send-1"), body);
        return RECIPE.signer("a-secret-of-acme", Map.of()).sign(request, Names.none(), 0);
    }

    private HooklatchBuilder builder() {
        return test.builder().endpoint(acme());
    }

    private Event next() throws InterruptedException {
        Event event = handled.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event is handled").isNotNull();
        return event;
    }

    @Test
    void eachElementReachesTheHandlersThatSelectIt() throws Exception {
        String body = "{\"events\":[{\"id\":\"1\",\"type\":\"paid\"}, {\"id\":\"2\",\"type\":\"sent\"},{\"id\":\"3\","
                + "\"type\":\"paid\"}]}";
        try (Hooklatch inbox = builder()
                .handler("ledger", on("acme").type("paid"), EAGER, handled::add)
                .start()) {
            Receipt receipt = inbox.receive(signed(body));

            assertThat(receipt.status()).isEqualTo(200);
            assertThat(receipt.eventIds()).hasSize(3);
            assertThat(receipt.eventId()).isEmpty();
            List<Event> events = new ArrayList<>(List.of(next(), next()));
            events.sort(Comparator.comparing(Event::id));
            assertThat(events)
                    .extracting(event -> event.names().eventId().orElseThrow())
                    .containsExactly("1", "3");
            assertThat(events.get(0).id()).isEqualTo(receipt.eventIds().get(0));
            assertThat(events.get(1).element().map(Element::index)).contains(2);
            assertThat(events.get(0).text()).isEqualTo("{\"id\":\"1\",\"type\":\"paid\"}");
            assertThat(events.get(0).request().body()).isEqualTo(signed(body).body());
            assertThat(events.get(0).names().deliveryId()).contains("send-1");
            EventSummary unrouted =
                    inbox.reader().event(receipt.eventIds().get(1)).orElseThrow();
            assertThat(unrouted.state()).isEqualTo(DispatchState.UNROUTED);
        }
    }

    @Test
    void fault30_knownElementsOfADeliveryAreNotHandledAgain() throws Exception {
        try (Hooklatch inbox =
                builder().handler("ledger", on("acme"), EAGER, handled::add).start()) {
            inbox.receive(signed("{\"events\":[{\"id\":\"1\"},{\"id\":\"2\"}]}"));
            Receipt mixed = inbox.receive(signed("{\"events\":[{\"id\":\"2\"},{\"id\":\"3\"},{\"id\":\"3\"}]}"));

            assertThat(mixed.events()).extracting(ReceivedEvent::duplicate).containsExactly(true, false, true);
            assertThat(mixed.duplicate()).isFalse();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(next().names().eventId().orElseThrow());
            }
            assertThat(ids).containsExactlyInAnyOrder("1", "2", "3");
            assertThat(inbox.reader().dispatches(DispatchQuery.all()).items()).hasSize(3);
        }
    }

    @Test
    void aDeliveryWithoutTheArrayIsOneEvent() throws Exception {
        try (Hooklatch inbox =
                builder().handler("ledger", on("acme"), EAGER, handled::add).start()) {
            Receipt receipt = inbox.receive(signed("{\"id\":\"1\",\"type\":\"test\"}"));
            Event event = next();
            assertThat(receipt.eventId()).contains(event.id());
            assertThat(event.element()).isEmpty();
            assertThat(event.names().eventId()).contains("1");
            assertThat(event.text()).isEqualTo("{\"id\":\"1\",\"type\":\"test\"}");
        }
    }

    @Test
    void anEmptyArrayIsStoredAnsweredAndNoEvent() {
        try (Hooklatch inbox =
                builder().handler("ledger", on("acme"), EAGER, handled::add).start()) {
            Receipt receipt = inbox.receive(signed("{\"events\":[]}"));
            assertThat(receipt.status()).isEqualTo(200);
            assertThat(receipt.events()).isEmpty();
            DeliverySummary delivery = inbox.reader()
                    .delivery(receipt.deliveryId().orElseThrow())
                    .orElseThrow()
                    .summary();
            assertThat(delivery.batch()).isTrue();
            assertThat(inbox.reader().events(EventQuery.all()).items()).isEmpty();
        }
    }

    @Test
    void aDeliveryWithTooManyEventsIsKeptAndRefusedInWords() {
        String body = "{\"events\":[" + "1,".repeat(Element.MOST) + "1]}";
        try (Hooklatch inbox =
                builder().handler("ledger", on("acme"), EAGER, handled::add).start()) {
            Receipt receipt = inbox.receive(signed(body));
            assertThat(receipt.status()).isEqualTo(413);
            Verdict verdict = receipt.verdict().orElseThrow();
            assertThat(verdict.reason()).contains(Reason.TOO_MANY_EVENTS);
            assertThat(verdict.detail()).isEqualTo("more than 10000 events in one delivery, 10000 allowed");
            assertThat(inbox.reader()
                            .delivery(receipt.deliveryId().orElseThrow())
                            .orElseThrow()
                            .request()
                            .body())
                    .isEqualTo(signed(body).body());
            assertThat(inbox.reader().events(EventQuery.all()).items()).isEmpty();
        }
    }

    @Test
    void aRefusedBatchIsKeptWithItsDeliveryId() {
        try (Hooklatch inbox = builder().start()) {
            Receipt receipt =
                    inbox.receive(signed("{\"events\":[{\"id\":\"1\"}]}").withBody(new byte[] {'{', '}'}));
            assertThat(receipt.status()).isEqualTo(401);
            DeliverySummary delivery = inbox.reader()
                    .delivery(receipt.deliveryId().orElseThrow())
                    .orElseThrow()
                    .summary();
            assertThat(delivery.names().deliveryId()).contains("send-1");
            assertThat(delivery.batch()).isFalse();
        }
    }

    @Test
    void aCallersOwnVerdictSplitsTheRequestUnlessItNamesTheEvent() {
        Request request = signed("{\"events\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
        try (Hooklatch inbox = builder().start()) {
            Receipt split = inbox.ingest(Ingest.verified("acme", request).deliveryId("mine"));
            assertThat(split.events()).hasSize(2);
            assertThat(inbox.reader()
                            .delivery(split.deliveryId().orElseThrow())
                            .orElseThrow()
                            .summary()
                            .names())
                    .isEqualTo(new Names(Optional.of("mine"), Optional.empty(), Optional.empty()));
            Receipt whole = inbox.ingest(Ingest.verified("acme", request).eventId("all"));
            assertThat(whole.events()).hasSize(1);
            assertThat(whole.duplicate()).isFalse();
            assertThat(inbox.receive(request).duplicate()).isTrue();
        }
    }

    @Test
    void claimsOfABatchThatIsNotStoredAreGivenBack() throws Exception {
        try (Hooklatch inbox = builder()
                .handler("ledger", on("acme"), EAGER.concurrency(1), handled::add)
                .start()) {
            test.store.failNextCommits(1, new StoreBusyException("full"));
            assertThat(inbox.receive(signed("{\"events\":[{\"id\":\"1\"},{\"id\":\"2\"}]}"))
                            .status())
                    .isEqualTo(503);
            inbox.receive(signed("{\"events\":[{\"id\":\"1\"},{\"id\":\"2\"}]}"));
            assertThat(List.of(next(), next())).doesNotContainNull();
        }
    }
}
