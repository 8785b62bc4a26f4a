package io.hooklatch.receive;

import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Element;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.observe.Listeners;
import io.hooklatch.observe.TurnedAway;
import io.hooklatch.store.Appended;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.StoreBusyException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The path of one delivery: endpoint, verdict, names, append, answer. Thread-safe; nothing here blocks.
 *
 * <p>No method fails for anything that a request holds: what cannot be accepted is an answer with another status.
 */
public final class Receiver {
    private final Map<String, Desk> byPath = new LinkedHashMap<>();
    private final Map<String, Desk> byName = new LinkedHashMap<>();
    private final InboxStore store;
    private final Outlet outlet;
    private final Listeners listeners;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final CredentialMask mask;
    private volatile boolean stopped;

    /** One endpoint and what is left of its quota. */
    private record Desk(Endpoint endpoint, RefusedQuota.Meter refused) {}

    /**
     * @param endpoints with different names and paths
     * @param nanos a count of nanoseconds that only grows
     */
    public Receiver(
            InboxStore store,
            Collection<Endpoint> endpoints,
            Outlet outlet,
            Listeners listeners,
            InstantSource clock,
            LongSupplier nanos) {
        this.store = store;
        this.outlet = outlet;
        this.listeners = listeners;
        this.clock = clock;
        this.nanos = nanos;
        this.mask = new CredentialMask(store.digestKey());
        for (Endpoint endpoint : endpoints) {
            Desk desk = new Desk(endpoint, endpoint.refusedQuota().meter(clock.millis()));
            byName.put(endpoint.name(), desk);
            endpoint.path().ifPresent(path -> byPath.put(path, desk));
        }
    }

    /** The endpoint with exactly this raw path. */
    public Optional<Endpoint> endpointAt(String rawPath) {
        return Optional.ofNullable(byPath.get(rawPath)).map(Desk::endpoint);
    }

    /** Receives for the endpoint with the request's raw path. */
    public CompletionStage<Receipt> receive(Request request) {
        return receive(byPath.get(request.path()), request);
    }

    /** Receives for the endpoint with this name, whatever the request's path. */
    public CompletionStage<Receipt> receive(String endpoint, Request request) {
        return receive(byName.get(endpoint), request);
    }

    private CompletionStage<Receipt> receive(@Nullable Desk desk, Request request) {
        long begun = nanos.getAsLong();
        Optional<Receipt> turnedAway = turnAway(desk, request);
        if (turnedAway.isPresent() || desk == null) {
            return CompletableFuture.completedFuture(turnedAway.orElseGet(Answers::unknownEndpoint));
        }
        Endpoint endpoint = desk.endpoint();
        if (request.body().length > endpoint.maxBodyBytes()) {
            return stub(desk, request.withBody(new byte[0]), request.body().length, begun);
        }
        long now = clock.millis();
        CompletableFuture<Void> prepared = endpoint.prepare(request, now);
        return prepared.isDone()
                ? decide(desk, request, now, begun)
                : prepared.handle((done, failure) -> now).thenCompose(at -> decide(desk, request, at, begun));
    }

    private CompletionStage<Receipt> decide(Desk desk, Request request, long now, long begun) {
        Endpoint endpoint = desk.endpoint();
        Verdict verdict = endpoint.verify(request, now);
        return keep(desk, request, verdict, contents(endpoint, request, verdict), now, begun);
    }

    /**
     * Keeps what is left of a request whose body is over the endpoint's limit and was therefore not read; answers 413.
     *
     * @param request the request without its body
     * @param declaredLength what the sender said the body's length is, in bytes, or -1
     */
    public CompletionStage<Receipt> oversized(Request request, long declaredLength) {
        long begun = nanos.getAsLong();
        Desk desk = byPath.get(request.path());
        Optional<Receipt> turnedAway = turnAway(desk, request);
        if (turnedAway.isPresent() || desk == null) {
            return CompletableFuture.completedFuture(turnedAway.orElseGet(Answers::unknownEndpoint));
        }
        return stub(desk, request.withBody(new byte[0]), declaredLength, begun);
    }

    /** See {@code Hooklatch.ingest}. */
    public CompletionStage<Receipt> ingest(Ingest ingest) {
        long begun = nanos.getAsLong();
        Desk desk = byName.get(ingest.endpoint());
        Request request = ingest.request();
        Optional<Receipt> turnedAway = turnAway(desk, request);
        if (turnedAway.isPresent() || desk == null) {
            return CompletableFuture.completedFuture(turnedAway.orElseGet(Answers::unknownEndpoint));
        }
        Endpoint endpoint = desk.endpoint();
        Contents contents;
        if (ingest.namesEvent()) {
            Names names = ingest.names().or(endpoint.names(request));
            contents = Contents.whole(
                    names, ingest.keys().isEmpty() ? endpoint.dedupeKeys(request, names) : ingest.keys());
        } else {
            contents = contents(endpoint, request, ingest.verdict()).named(ingest.names());
        }
        return keep(desk, request, ingest.verdict(), contents, clock.millis(), begun);
    }

    private static Contents contents(Endpoint endpoint, Request request, Verdict verdict) {
        return verdict.accepted() ? Contents.of(endpoint, request) : Contents.refused(endpoint.names(request));
    }

    private Optional<Receipt> turnAway(@Nullable Desk desk, Request request) {
        if (stopped) {
            return Optional.of(turnedAway("", Answers.busy(), TurnedAway.STOPPING));
        }
        if (desk == null) {
            return Optional.of(turnedAway("", Answers.unknownEndpoint(), TurnedAway.UNKNOWN_ENDPOINT));
        }
        Endpoint endpoint = desk.endpoint();
        if (!endpoint.methods().contains(request.method())) {
            Receipt answer = Answers.wrongMethod(String.join(", ", endpoint.methods()));
            return Optional.of(turnedAway(endpoint.name(), answer, TurnedAway.WRONG_METHOD));
        }
        if (!endpoint.enabled()) {
            return Optional.of(turnedAway(endpoint.name(), Answers.disabled(), TurnedAway.DISABLED));
        }
        return Optional.empty();
    }

    private Receipt turnedAway(String endpoint, Receipt answer, TurnedAway cause) {
        listeners.tell(to -> to.turnedAway(endpoint, answer.status(), cause));
        return answer;
    }

    private CompletionStage<Receipt> stub(Desk desk, Request request, long length, long begun) {
        Endpoint endpoint = desk.endpoint();
        Verdict verdict = Verdict.refused(
                endpoint.recipe().id(),
                Reason.BODY_TOO_LARGE,
                "body of " + (length < 0 ? "unknown length" : length + " bytes") + ", " + endpoint.maxBodyBytes()
                        + " allowed");
        if (!desk.refused().take(0, clock.millis())) {
            Receipt answer = Receipt.unstored(413, Headers.none());
            return CompletableFuture.completedFuture(turnedAway(endpoint.name(), answer, TurnedAway.OVER_QUOTA));
        }
        return append(
                NewDelivery.of(
                        endpoint.name(),
                        DeliveryKind.STUB,
                        clock.millis(),
                        masked(endpoint, request),
                        length,
                        verdict,
                        endpoint.names(request),
                        List.of(),
                        List.of()),
                begun);
    }

    private CompletionStage<Receipt> keep(
            Desk desk, Request request, Verdict reached, Contents contents, long now, long begun) {
        Endpoint endpoint = desk.endpoint();
        Verdict verdict = contents.tooMany() ? tooMany(endpoint) : reached;
        Request kept = masked(endpoint, request);
        int length = request.body().length;
        List<NewEvent> events = List.of();
        if (verdict.accepted()) {
            events = contents.routed(endpoint, outlet);
        } else {
            int most = endpoint.refusedQuota().bodyBytes();
            if (length > most) {
                kept = kept.withBody(Arrays.copyOf(request.body(), most));
            }
            if (!desk.refused().take(Math.min(length, most), now)) {
                return CompletableFuture.completedFuture(
                        turnedAway(endpoint.name(), Answers.unkept(verdict), TurnedAway.OVER_QUOTA));
            }
        }
        return append(
                new NewDelivery(
                        endpoint.name(),
                        DeliveryKind.MESSAGE,
                        now,
                        kept,
                        length,
                        verdict,
                        contents.names(),
                        contents.batch() && verdict.accepted(),
                        events),
                begun);
    }

    private static Verdict tooMany(Endpoint endpoint) {
        return Verdict.refused(
                endpoint.recipe().id(),
                Reason.TOO_MANY_EVENTS,
                "more than " + Element.MOST + " events in one delivery, " + Element.MOST + " allowed");
    }

    private Request masked(Endpoint endpoint, Request request) {
        return request.withHeaders(mask.mask(request.headers(), endpoint.credentialHeaders()))
                .withTarget(mask.target(request.target(), endpoint.credentialParameters()));
    }

    private CompletionStage<Receipt> append(NewDelivery delivery, long begun) {
        CompletionStage<Appended> stage;
        try {
            stage = store.append(delivery);
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedStage(e);
        }
        return stage.handle((appended, failure) -> {
            if (failure != null) {
                return failed(delivery, failure);
            }
            outlet.appended(delivery, appended);
            Receipt receipt = Answers.stored(delivery, appended);
            long took = nanos.getAsLong() - begun;
            listeners.tell(to -> to.stored(delivery.endpoint(), receipt, took));
            return receipt;
        });
    }

    private Receipt failed(NewDelivery delivery, Throwable failure) {
        outlet.notAppended(delivery);
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof StoreBusyException) {
            return turnedAway(delivery.endpoint(), Answers.busy(), TurnedAway.BUSY);
        }
        listeners.tell(to -> to.troubled("endpoint " + delivery.endpoint(), "cannot store: " + cause.getMessage()));
        return turnedAway(delivery.endpoint(), Answers.busy(), TurnedAway.STORE_UNAVAILABLE);
    }

    /** Answers 503 to everything from now on; what is on its way to the store still arrives. */
    public void stop() {
        stopped = true;
    }
}
