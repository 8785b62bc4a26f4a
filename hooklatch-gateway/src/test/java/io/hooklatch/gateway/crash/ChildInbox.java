package io.hooklatch.gateway.crash;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.ingress.Inbox;
import io.hooklatch.gateway.ingress.IngressEndpoint;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.TurnedAway;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The embedded inbox as the ingress sees it. */
record ChildInbox(Hooklatch inbox) implements Inbox {
    @Override
    public Optional<IngressEndpoint> endpoint(String rawPath) {
        return inbox.endpointAt(rawPath)
                .map(found ->
                        new IngressEndpoint(found.name(), found.methods(), found.maxBodyBytes(), found.enabled()));
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
        // The sender's ledger has the status.
    }
}
