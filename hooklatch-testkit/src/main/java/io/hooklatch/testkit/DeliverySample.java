package io.hooklatch.testkit;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Element;
import io.hooklatch.message.Element.Coding;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Ordering;
import io.hooklatch.store.Route;
import io.hooklatch.store.Version;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A delivery for a test, of which the test says only what matters to it. Immutable: every method gives a new sample, so
 * that one can serve as the pattern for many.
 *
 * <pre>{@code
 * store.append(aDelivery().endpoint("stripe").key("evt_1").body("{}").route("ledger").build());
 * }</pre>
 */
public final class DeliverySample {
    private static final String RECIPE = "sample@1.0.0";
    private static final DeliverySample PLAIN = new DeliverySample();

    private String endpoint = "orders";
    private DeliveryKind kind = DeliveryKind.MESSAGE;
    private long receivedAt = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private Request request = Request.post("/webhooks/orders", Headers.none(), "{}");
    private long bodyLength = 2;
    private Verdict verdict = Verdict.verified(RECIPE, "1");
    private Names names = Names.none();
    private List<DedupeKey> keys = List.of();
    private List<Route> routes = List.of();
    private Ordering ordering = Ordering.NONE;
    private Optional<List<DeliverySample>> elements = Optional.empty();
    private boolean form;

    private DeliverySample() {}

    /**
     * A verified message for the endpoint {@code orders}: a POST of the two bytes <code>{}</code> without headers,
     * names, keys or routes, received at the start of 2026.
     */
    public static DeliverySample aDelivery() {
        return PLAIN;
    }

    public DeliverySample endpoint(String name) {
        return with(copy -> copy.endpoint = name);
    }

    public DeliverySample kind(DeliveryKind other) {
        return with(copy -> copy.kind = other);
    }

    /** Received at this time, in milliseconds since the epoch, UTC. */
    public DeliverySample receivedAt(long millis) {
        return with(copy -> copy.receivedAt = millis);
    }

    /** With this request, of whose body the whole is kept. */
    public DeliverySample request(Request other) {
        return with(copy -> {
            copy.request = other;
            copy.bodyLength = other.body().length;
        });
    }

    /** Of a body that had this many bytes, or -1 when that was never known; only the request's are kept. */
    public DeliverySample bodyLength(long bytes) {
        return with(copy -> copy.bodyLength = bytes);
    }

    public DeliverySample verdict(Verdict other) {
        return with(copy -> copy.verdict = other);
    }

    public DeliverySample names(Names other) {
        return with(copy -> copy.names = other);
    }

    /** Deduplicated by this key, and by those given before. */
    public DeliverySample key(DedupeKey key) {
        return with(copy -> copy.keys = plus(keys, key));
    }

    /** With one more handler to go to. */
    public DeliverySample route(Route route) {
        return with(copy -> copy.routes = plus(routes, route));
    }

    /** Deduplicated by this value of the header {@code x-event-id}, and by the keys given before. */
    public DeliverySample key(String value) {
        return key(new DedupeKey(value, "header x-event-id"));
    }

    /** With this asked for about order. */
    public DeliverySample ordering(Ordering asked) {
        return with(copy -> copy.ordering = asked);
    }

    /** Handled in order with all of the endpoint that have this key. */
    public DeliverySample orderedBy(String key) {
        return with(copy -> copy.ordering = new Ordering(Optional.of(key), ordering.guard()));
    }

    /** About this version of this entity; older ones are superseded. */
    public DeliverySample guardedBy(String entity, long version) {
        return with(copy -> copy.ordering =
                ordering.guardedBy(new Ordering.Guard(entity, new Version(version, 0), Long.toString(version))));
    }

    /** With this body as UTF-8. */
    public DeliverySample body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With this body, which is not copied. */
    public DeliverySample body(byte[] bytes) {
        return request(request.withBody(bytes));
    }

    /** With one more header line. */
    public DeliverySample header(String name, String value) {
        return request(request.withHeader(name, value));
    }

    /** Of this event type, in the provider's words. */
    public DeliverySample type(String type) {
        return names(new Names(names.deliveryId(), names.eventId(), Optional.of(type)));
    }

    /** With this id of the provider's for the send. */
    public DeliverySample providerDeliveryId(String id) {
        return names(new Names(Optional.of(id), names.eventId(), names.eventType()));
    }

    /** With this id of the provider's for the event. */
    public DeliverySample providerEventId(String id) {
        return names(new Names(names.deliveryId(), Optional.of(id), names.eventType()));
    }

    /** Not accepted, for this reason. */
    public DeliverySample refused(Reason reason) {
        return verdict(Verdict.refused(RECIPE, reason, ""));
    }

    /** With one more handler to go to, queued for any worker. */
    public DeliverySample route(String handler) {
        return route(Route.queued(handler));
    }

    /** With one more handler to go to, leased to whoever appends it. */
    public DeliverySample claimed(String handler, Duration leaseFor) {
        return route(Route.claimed(handler, leaseFor));
    }

    /**
     * As a batch of these events: their bodies stand in an array, which is the body of this one. Of each of them the body,
     * the names, the keys, the routes and the order count; of this one the names and all the rest.
     */
    public DeliverySample batch(List<DeliverySample> of) {
        return with(copy -> copy.elements = Optional.of(List.copyOf(of)));
    }

    /** As {@link #batch(List)}. */
    public DeliverySample batch(DeliverySample... of) {
        return batch(List.of(of));
    }

    /** The array of the batch stands in a field of an URL-encoded form. */
    public DeliverySample inForm() {
        return with(copy -> copy.form = true);
    }

    public NewDelivery build() {
        return elements.map(this::build)
                .orElseGet(() -> delivery(
                        request,
                        bodyLength,
                        false,
                        List.of(new NewEvent(names, keys, routes, Optional.empty(), ordering))));
    }

    private NewDelivery delivery(Request of, long length, boolean batch, List<NewEvent> events) {
        return new NewDelivery(endpoint, kind, receivedAt, of, length, verdict, names, batch, events);
    }

    private NewDelivery build(List<DeliverySample> of) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<NewEvent> events = new ArrayList<>();
        body.writeBytes(form ? "x=1&events=[".getBytes(StandardCharsets.US_ASCII) : new byte[] {'['});
        for (DeliverySample event : of) {
            body.writeBytes(events.isEmpty() ? new byte[0] : new byte[] {',', (byte) (form ? '+' : ' ')});
            byte[] own = written(event.request.body());
            Element element = new Element(events.size(), body.size(), own.length, form ? Coding.FORM : Coding.PLAIN);
            body.writeBytes(own);
            Names called = new Names(names.deliveryId(), event.names.eventId(), event.names.eventType());
            events.add(new NewEvent(called, event.keys, event.routes, Optional.of(element), event.ordering));
        }
        body.writeBytes(form ? "]&y=2".getBytes(StandardCharsets.US_ASCII) : new byte[] {']'});
        return delivery(request.withBody(body.toByteArray()), body.size(), true, events);
    }

    private byte[] written(byte[] element) {
        return form
                ? URLEncoder.encode(new String(element, StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.US_ASCII)
                : element;
    }

    private DeliverySample with(Consumer<DeliverySample> change) {
        DeliverySample copy = new DeliverySample();
        copy.endpoint = endpoint;
        copy.kind = kind;
        copy.receivedAt = receivedAt;
        copy.request = request;
        copy.bodyLength = bodyLength;
        copy.verdict = verdict;
        copy.names = names;
        copy.keys = keys;
        copy.routes = routes;
        copy.ordering = ordering;
        copy.elements = elements;
        copy.form = form;
        change.accept(copy);
        return copy;
    }

    private static <T> List<T> plus(List<T> list, T item) {
        List<T> more = new ArrayList<>(list);
        more.add(item);
        return List.copyOf(more);
    }
}
