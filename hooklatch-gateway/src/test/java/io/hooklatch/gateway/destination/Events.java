package io.hooklatch.gateway.destination;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.Element;
import io.hooklatch.message.Event;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Events as a handler is given them. */
final class Events {
    static final EventId ID = new EventId(4711);

    private Events() {}

    static Event event(Headers headers, byte[] body) {
        return event(1, Optional.of("invoice.paid"), Request.post("/webhooks/stripe", headers, body));
    }

    static Event event(String body) {
        return event(Headers.of("content-type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    static Event attempt(int attempt) {
        return event(attempt, Optional.of("invoice.paid"), Request.post("/webhooks/stripe", Headers.none(), "{}"));
    }

    static Event typed(String type) {
        return event(1, Optional.of(type), Request.post("/webhooks/stripe", Headers.none(), "{}"));
    }

    static Event event(int attempt, Optional<String> type, Request request) {
        return event(attempt, type, request, Optional.empty());
    }

    /** An event that came in an array with others. */
    static Event element(Headers headers, String body, Element element) {
        Request request = Request.post("/webhooks/stripe", headers, body);
        return event(1, Optional.of("invoice.paid"), request, Optional.of(element));
    }

    private static Event event(int attempt, Optional<String> type, Request request, Optional<Element> element) {
        return new Event(
                ID,
                new DispatchId(4713),
                attempt,
                "stripe",
                1_700_000_000_000L,
                new DeliveryId(4712),
                Verdict.verified("stripe@1.0.0", "1"),
                new Names(Optional.empty(), Optional.of("evt_provider"), type),
                request,
                element);
    }
}
