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
import io.hooklatch.recipe.Answer;
import io.hooklatch.recipe.HandshakeReply;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongFunction;
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
    private final LearntSecrets secrets;
    private final HandshakeFlow handshakes;
    private final Diagnoses diagnoses;
    private final Door door;

    /**
     * Reads the secrets that endpoints have learnt, and so blocks.
     *
     * @param endpoints with different names and paths
     * @param confirmer calls the URLs by which subscriptions are confirmed
     * @param nanos a count of nanoseconds that only grows
     * @param diagnoses hears of every refused delivery once its answer stands
     */
    public Receiver(
            InboxStore store,
            Collection<Endpoint> endpoints,
            Outlet outlet,
            Confirmer confirmer,
            Listeners listeners,
            InstantSource clock,
            LongSupplier nanos,
            Diagnoses diagnoses) {
        this.store = store;
        this.outlet = outlet;
        this.listeners = listeners;
        this.clock = clock;
        this.nanos = nanos;
        this.diagnoses = diagnoses;
        this.mask = new CredentialMask(store.digestKey());
        this.door = new Door(listeners);
        this.secrets = new LearntSecrets(store, listeners);
        this.handshakes = new HandshakeFlow(secrets, confirmer, listeners, this::append);
        for (Endpoint endpoint : endpoints) {
            Desk desk = new Desk(endpoint, clock.millis());
            if (desk.learns()) {
                secrets.take(desk);
            }
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
        long now = clock.millis();
        if (desk == null || !door.open(desk.endpoint()) || !desk.endpoint().greets(request)) {
            return deliver(desk, request, now, begun);
        }
        LongFunction<CompletionStage<Receipt>> greet = at -> greet(desk, request, at, begun);
        return secrets.watched(desk)
                ? secrets.look(desk).thenCompose(looked -> prepared(desk, request, now, greet))
                : prepared(desk, request, now, greet);
    }

    /** Whatever the verifier has to fetch is there, or cannot be had, when the next step is taken. */
    private static CompletionStage<Receipt> prepared(
            Desk desk, Request request, long now, LongFunction<CompletionStage<Receipt>> next) {
        CompletableFuture<Void> prepared = desk.endpoint().prepare(request, now);
        return prepared.isDone()
                ? next.apply(now)
                : prepared.handle((done, failure) -> now).thenCompose(next::apply);
    }

    private CompletionStage<Receipt> greet(Desk desk, Request request, long now, long begun) {
        Endpoint endpoint = desk.endpoint();
        Optional<HandshakeReply> reply = endpoint.handshake(request, now);
        return reply.isEmpty()
                ? deliver(desk, request, now, begun)
                : handshakes.take(new HandshakeFlow.Greeting(
                        desk,
                        masked(endpoint, request),
                        request.body().length,
                        reply.get(),
                        endpoint.names(request),
                        now,
                        begun));
    }

    private CompletionStage<Receipt> deliver(@Nullable Desk desk, Request request, long now, long begun) {
        Optional<Receipt> turnedAway = door.turnAway(desk, request);
        if (turnedAway.isPresent() || desk == null) {
            return CompletableFuture.completedFuture(turnedAway.orElseGet(Answers::unknownEndpoint));
        }
        Endpoint endpoint = desk.endpoint();
        if (request.body().length > endpoint.maxBodyBytes()) {
            return stub(desk, request.withBody(new byte[0]), request.body().length, begun);
        }
        return prepared(desk, request, now, at -> decide(desk, request, at, begun));
    }

    private CompletionStage<Receipt> decide(Desk desk, Request request, long now, long begun) {
        Endpoint endpoint = desk.endpoint();
        Verdict verdict = endpoint.verify(request, now);
        return secrets.doubtful(desk, verdict)
                ? secrets.look(desk).thenCompose(looked -> keep(desk, request, endpoint, verdict, now, begun))
                : keep(desk, request, verdict, contents(endpoint, request, verdict), now, begun);
    }

    /** Keeps what was refused, unless the endpoint has another secret by now that accepts it. */
    private CompletionStage<Receipt> keep(
            Desk desk, Request request, Endpoint before, Verdict refused, long now, long begun) {
        Endpoint endpoint = desk.endpoint();
        Verdict verdict = endpoint == before ? refused : endpoint.verify(request, now);
        return keep(desk, request, verdict, contents(endpoint, request, verdict), now, begun);
    }

    /**
     * The secret that an endpoint learnt from a handshake. Blocks.
     *
     * @throws IllegalArgumentException when there is no such endpoint
     */
    public Optional<String> learntSecret(String endpoint) {
        desk(endpoint);
        return secrets.load(endpoint);
    }

    /**
     * Forgets the secret that an endpoint learnt, so that it refuses everything until the next handshake brings another.
     *
     * @return whether there was one
     * @throws IllegalArgumentException when there is no such endpoint
     */
    public CompletionStage<Boolean> forgetSecret(String endpoint) {
        return secrets.forget(desk(endpoint));
    }

    /**
     * Has every endpoint use the secret that is kept for it now, in case another node has forgotten or learnt one. Blocks
     * until that is so, or it was told why it cannot be.
     */
    public void refreshSecrets() {
        byName.values().stream()
                .filter(secrets::watched)
                .map(secrets::look)
                .toList()
                .forEach(look -> look.toCompletableFuture().join());
    }

    private Desk desk(String endpoint) {
        Desk desk = byName.get(endpoint);
        if (desk == null) {
            throw new IllegalArgumentException(
                    "endpoint \"" + endpoint + "\" is not one of this inbox; there are " + byName.keySet());
        }
        return desk;
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
        Optional<Receipt> turnedAway = door.turnAway(desk, request);
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
        Optional<Receipt> turnedAway = door.turnAway(desk, request);
        if (turnedAway.isPresent() || desk == null) {
            return CompletableFuture.completedFuture(turnedAway.orElseGet(Answers::unknownEndpoint));
        }
        Endpoint endpoint = desk.endpoint();
        Contents contents;
        if (ingest.namesEvent()) {
            Names names = ingest.names().or(endpoint.names(request));
            contents = Contents.whole(
                    endpoint,
                    request,
                    names,
                    ingest.keys().isEmpty() ? endpoint.dedupeKeys(request, names) : ingest.keys());
        } else {
            contents = contents(endpoint, request, ingest.verdict()).named(ingest.names());
        }
        return keep(desk, request, ingest.verdict(), contents, clock.millis(), begun);
    }

    private static Contents contents(Endpoint endpoint, Request request, Verdict verdict) {
        return verdict.accepted() ? Contents.of(endpoint, request) : Contents.refused(endpoint.names(request));
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
            return CompletableFuture.completedFuture(door.turnedAway(endpoint.name(), answer, TurnedAway.OVER_QUOTA));
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
                        door.turnedAway(endpoint.name(), Answers.unkept(verdict), TurnedAway.OVER_QUOTA));
            }
        }
        NewDelivery delivery = new NewDelivery(
                endpoint.name(),
                DeliveryKind.MESSAGE,
                now,
                kept,
                length,
                verdict,
                contents.names(),
                contents.batch() && verdict.accepted(),
                events);
        Optional<Answer> answer = verdict.accepted() ? endpoint.answer(request, now) : Optional.empty();
        CompletionStage<Receipt> stored = answer.isEmpty()
                ? append(delivery, begun)
                : append(delivery, appended -> Answers.stored(answer.get(), delivery, appended), begun);
        if (diagnoses.wants(endpoint, verdict)) {
            // After the answer stands, so that nothing about it can depend on the cause.
            stored.whenComplete((receipt, failure) ->
                    receipt.deliveryId().ifPresent(id -> diagnoses.offer(endpoint, id, request, verdict, now)));
        }
        return stored;
    }

    static Verdict tooMany(Endpoint endpoint) {
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
        return append(delivery, appended -> Answers.stored(delivery, appended), begun);
    }

    private CompletionStage<Receipt> append(NewDelivery delivery, Function<Appended, Receipt> answer, long begun) {
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
            Receipt receipt = answer.apply(appended);
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
            return door.turnedAway(delivery.endpoint(), Answers.busy(), TurnedAway.BUSY);
        }
        listeners.tell(to -> to.troubled("endpoint " + delivery.endpoint(), "cannot store: " + cause.getMessage()));
        return door.turnedAway(delivery.endpoint(), Answers.busy(), TurnedAway.STORE_UNAVAILABLE);
    }

    /** Answers 503 for these endpoints from now on, and for no other. */
    public void pause(Set<String> endpoints) {
        door.pause(endpoints);
    }

    /** The names of all endpoints. */
    public List<String> endpoints() {
        return List.copyOf(byName.keySet());
    }

    /** Verifies what is stored with the endpoints as they are now. */
    public Reverifier reverifier() {
        return new Reverifier(byName, outlet, mask);
    }

    /** Answers 503 to everything from now on; what is on its way to the store still arrives. */
    public void stop() {
        door.stop();
    }
}
