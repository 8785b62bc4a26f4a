package io.hooklatch.gateway.ingress;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.Listeners;
import io.hooklatch.observe.TurnedAway;
import io.hooklatch.receive.Endpoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inbox of the library as the ingress sees it. Thread-safe. */
public final class HooklatchInbox implements Inbox {
    private static final Logger log = LoggerFactory.getLogger(HooklatchInbox.class);

    private final Hooklatch inbox;
    private final Listeners listeners;
    private final Map<String, IngressEndpoint> endpoints = new HashMap<>();

    /**
     * Takes the endpoints as they are now.
     *
     * @param listeners are told what the ingress turns away; the rest they hear from the inbox itself
     */
    public HooklatchInbox(Hooklatch inbox, Listeners listeners) {
        this.inbox = inbox;
        this.listeners = listeners;
        for (Endpoint endpoint : inbox.endpoints()) {
            endpoint.path().ifPresent(path -> endpoints.put(path, seen(endpoint)));
        }
    }

    @Override
    public Optional<IngressEndpoint> endpoint(String rawPath) {
        return Optional.ofNullable(endpoints.get(rawPath));
    }

    @Override
    public CompletionStage<Receipt> receive(Request request) {
        return inbox.receiveAsync(request);
    }

    @Override
    public CompletionStage<Receipt> oversized(Request withoutBody, long declaredLength) {
        return inbox.oversized(withoutBody, declaredLength);
    }

    @Override
    public void turnedAway(String endpoint, int status, TurnedAway cause, String detail) {
        log.debug("endpoint {}: answered {}: {}", endpoint, status, detail);
        listeners.tell(to -> to.turnedAway(endpoint, status, cause));
    }

    private static IngressEndpoint seen(Endpoint endpoint) {
        Set<String> methods = new HashSet<>(endpoint.methods());
        methods.addAll(endpoint.handshakeMethods());
        return new IngressEndpoint(endpoint.name(), methods, endpoint.maxBodyBytes(), endpoint.enabled());
    }
}
