package io.hooklatch.receive;

import io.hooklatch.message.Delivery;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Verifies stored deliveries again, by their endpoints as they are today and at the time they were received. Credentials
 * are stored as digests: one counts as shown when it is that of a live secret. Thread-safe.
 */
public final class Reverifier {
    private final Map<String, Desk> endpoints;
    private final Outlet outlet;
    private final CredentialMask mask;

    Reverifier(Map<String, Desk> endpoints, Outlet outlet, CredentialMask mask) {
        this.endpoints = endpoints;
        this.outlet = outlet;
        this.mask = mask;
    }

    /**
     * Decides anew; stores nothing.
     *
     * @return completes when what the verifier has to fetch is there; absent when the endpoint is not one of this inbox.
     *     Never exceptionally
     */
    public CompletionStage<Optional<Reverification>> reverify(Delivery delivery) {
        Desk desk = endpoints.get(delivery.summary().endpoint());
        if (desk == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Endpoint endpoint = desk.endpoint();
        long at = delivery.summary().receivedAt();
        Request request = CredentialProof.restored(delivery.request(), endpoint, mask, at);
        return endpoint.prepare(request, at)
                .handle((done, failure) -> Optional.of(decide(endpoint, delivery, request, at)));
    }

    private Reverification decide(Endpoint endpoint, Delivery delivery, Request request, long at) {
        Verdict verdict = endpoint.verify(request, at);
        Contents contents =
                verdict.accepted() ? Contents.of(endpoint, request) : Contents.refused(endpoint.names(request));
        if (contents.tooMany()) {
            return new Reverification(Receiver.tooMany(endpoint), contents.names(), false, List.of());
        }
        List<NewEvent> events = contents.events().stream()
                .map(found -> new NewEvent(
                        found.names(),
                        found.keys(),
                        outlet.handlers(delivery.summary().endpoint(), found.names()).stream()
                                .map(Route::queued)
                                .toList(),
                        found.element(),
                        found.ordering()))
                .toList();
        return new Reverification(verdict, contents.names(), contents.batch() && verdict.accepted(), events);
    }
}
