package io.hooklatch.inbox;

import static io.hooklatch.recipe.From.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.HooklatchBuilder;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.InboxListener;
import io.hooklatch.observe.TurnedAway;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.Superseded;
import io.hooklatch.testkit.MemoryStore;
import io.hooklatch.work.HandlerPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the tests of this package share: an inbox with one unverified endpoint, and its listener as a queue of signals. */
final class TestInbox implements InboxListener {
    /** Retries at once, so that no test waits. */
    static final HandlerPolicy EAGER = HandlerPolicy.defaults().backoff(Duration.ofMillis(1), Duration.ofMillis(1));

    final MemoryStore store = MemoryStore.open(Clock.systemUTC());
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    /** An endpoint that takes everything at {@code /orders}, with its names in headers. */
    static EndpointBuilder orders() {
        return Endpoint.named("orders")
                .path("/orders")
                .unverified()
                .eventId(header("x-id"))
                .eventType(header("x-type"));
    }

    HooklatchBuilder builder() {
        return Hooklatch.builder().store(store).listener(this).shutdownBound(Duration.ofSeconds(5));
    }

    static Request order(String id) {
        return order(id, "order.created");
    }

    static Request order(String id, String type) {
        return Request.post("/orders", Headers.of("x-id", id, "x-type", type), "{\"order\":\"" + id + "\"}");
    }

    /** The dispatches of what a receipt created, oldest first. */
    static List<Dispatch> dispatches(Hooklatch inbox, Receipt receipt) {
        List<Dispatch> newestFirst = inbox.reader()
                .dispatches(DispatchQuery.all().eventId(receipt.eventId().orElseThrow()))
                .items();
        return newestFirst.stream()
                .sorted((a, b) -> Long.compare(a.id().value(), b.id().value()))
                .toList();
    }

    static Dispatch dispatch(Hooklatch inbox, Receipt receipt) {
        List<Dispatch> all = dispatches(inbox, receipt);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    static List<Attempt> attempts(Hooklatch inbox, DispatchId dispatch) {
        return inbox.reader().attempts(AttemptQuery.all().dispatchId(dispatch)).items();
    }

    /** Waits until the listener has heard exactly this, passing over what came before it. */
    void await(String signal) throws InterruptedException {
        String next;
        do {
            next = heard.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("waiting for \"" + signal + "\"").isNotNull();
        } while (!signal.equals(next));
    }

    @Override
    public void stored(String endpoint, Receipt receipt, long nanos) {
        heard.add("stored " + endpoint + " " + receipt.status() + (receipt.divergent() ? " divergent" : ""));
    }

    @Override
    public void turnedAway(String endpoint, int status, TurnedAway cause) {
        heard.add("turned away " + status + " " + cause);
    }

    @Override
    public void attempted(
            String handler,
            EventId eventId,
            DispatchId dispatchId,
            int attempt,
            AttemptOutcome outcome,
            DispatchState next,
            String error,
            long nanos) {
        heard.add(handler + " " + attempt + " " + outcome + " " + next);
    }

    @Override
    public void fencedOff(String handler, EventId eventId, DispatchId dispatchId, int attempt) {
        heard.add(handler + " " + attempt + " fenced off");
    }

    @Override
    public void superseded(Superseded what) {
        heard.add(what.handler() + " " + what.eventId() + " " + what.why());
    }

    @Override
    public void troubled(String where, String problem) {
        heard.add("trouble at " + where + ": " + problem);
    }
}
