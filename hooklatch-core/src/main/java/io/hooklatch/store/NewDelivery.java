package io.hooklatch.store;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Element;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * One delivery to be stored.
 *
 * @param endpoint the endpoint's name
 * @param kind what it is
 * @param receivedAt when it was captured, in milliseconds since the epoch, UTC
 * @param request what to keep: credential headers already digested, body possibly cut
 * @param bodyLength the length of the received body in bytes, or -1 when unknown; greater than the kept body's when cut
 * @param verdict what verification decided
 * @param names what the provider calls the delivery as a whole
 * @param batch whether its events are elements of its body, each with its place, in the order of their index; otherwise
 *     there is one event at most, which is the whole delivery
 * @param events what it brings; looked at only when it is an accepted message. None in a batch that is empty
 */
public record NewDelivery(
        String endpoint,
        DeliveryKind kind,
        long receivedAt,
        Request request,
        long bodyLength,
        Verdict verdict,
        Names names,
        boolean batch,
        List<NewEvent> events) {

    public NewDelivery {
        events = List.copyOf(events);
        boolean becomesEvent = kind == DeliveryKind.MESSAGE && verdict.accepted();
        if (!batch && (events.size() > 1 || (becomesEvent && events.isEmpty()))) {
            throw new IllegalArgumentException(events.size() + " events of a delivery that is no batch: give one");
        }
        if (batch) {
            checkElements(events, request.body().length);
        } else if (!events.isEmpty() && events.get(0).element().isPresent()) {
            throw new IllegalArgumentException(events.get(0).element().get() + " in a delivery that is no batch");
        }
    }

    private static void checkElements(List<NewEvent> events, int bodyLength) {
        if (events.size() > Element.MOST) {
            throw new IllegalArgumentException(
                    events.size() + " events in one delivery: at most " + Element.MOST + " are allowed");
        }
        int last = -1;
        for (NewEvent event : events) {
            Element element = event.element()
                    .orElseThrow(() -> new IllegalArgumentException("an event of a batch is no element"));
            if (element.index() <= last || element.from() + element.length() > bodyLength) {
                throw new IllegalArgumentException(element + " after index " + last + " in a body of " + bodyLength
                        + " bytes: elements come in the order of their index and are within the body");
            }
            last = element.index();
        }
    }

    /** A delivery that is one event as a whole, or none when it is not accepted. */
    public static NewDelivery of(
            String endpoint,
            DeliveryKind kind,
            long receivedAt,
            Request request,
            long bodyLength,
            Verdict verdict,
            Names names,
            List<DedupeKey> keys,
            List<Route> routes) {
        NewEvent event = new NewEvent(names, keys, routes, Optional.empty());
        return new NewDelivery(endpoint, kind, receivedAt, request, bodyLength, verdict, names, false, List.of(event));
    }

    /** Whether events are made of it, unless their keys are known already. */
    public boolean becomesEvent() {
        return kind == DeliveryKind.MESSAGE && verdict.accepted();
    }

    /** Whether less than the received body is kept. */
    public boolean truncated() {
        return bodyLength != request.body().length;
    }
}
