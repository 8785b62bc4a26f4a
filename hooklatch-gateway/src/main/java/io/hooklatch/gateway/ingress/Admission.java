package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Receipt;
import io.hooklatch.observe.TurnedAway;
import java.util.Optional;

/** Decides on the head alone, before a byte of the body is read and with no store access. Thread-safe. */
final class Admission {
    private final Inbox inbox;
    private final Answers answers;

    Admission(Inbox inbox, Answers answers) {
        this.inbox = inbox;
        this.answers = answers;
    }

    /** What is to happen with a request whose head is known. */
    sealed interface Decision {
        /** Its body is to be read and handed over. */
        record Take(IngressEndpoint endpoint) implements Decision {}

        /** Its body is too large by its own word; only a stub is to be handed over. */
        record TakeStub(IngressEndpoint endpoint) implements Decision {}

        /**
         * It is answered at once.
         *
         * @param endpoint the endpoint's name, or empty
         */
        record TurnAway(String endpoint, Receipt answer, TurnedAway cause, String detail) implements Decision {}
    }

    Decision decide(Head head) {
        Optional<IngressEndpoint> found = inbox.endpoint(head.path());
        if (found.isEmpty()) {
            return new Decision.TurnAway(
                    "", answers.notFound(), TurnedAway.UNKNOWN_ENDPOINT, "no endpoint has this path");
        }
        IngressEndpoint endpoint = found.get();
        if (!endpoint.methods().contains(head.method())) {
            return new Decision.TurnAway(
                    endpoint.name(),
                    answers.methodNotAllowed(endpoint),
                    TurnedAway.WRONG_METHOD,
                    "the endpoint does not take this method");
        }
        if (!endpoint.enabled()) {
            return new Decision.TurnAway(
                    endpoint.name(), answers.unavailable(), TurnedAway.DISABLED, "the endpoint is disabled");
        }
        return head.bodyLength() > endpoint.maxBodyBytes()
                ? new Decision.TakeStub(endpoint)
                : new Decision.Take(endpoint);
    }
}
