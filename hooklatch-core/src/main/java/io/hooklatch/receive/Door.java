package io.hooklatch.receive;

import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.Listeners;
import io.hooklatch.observe.TurnedAway;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is turned away before anything is verified. Thread-safe. */
final class Door {
    private final Listeners listeners;
    private volatile Set<String> paused = Set.of();
    private volatile boolean stopped;

    Door(Listeners listeners) {
        this.listeners = listeners;
    }

    /** Whether this endpoint takes anything now. */
    boolean open(Endpoint endpoint) {
        return !stopped && endpoint.enabled() && !paused(endpoint);
    }

    /** The answer to a request that nothing is to be done with; {@code desk} is absent where no endpoint is meant. */
    Optional<Receipt> turnAway(@Nullable Desk desk, Request request) {
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
        if (paused(endpoint)) {
            return Optional.of(turnedAway(endpoint.name(), Answers.disabled(), TurnedAway.PAUSED));
        }
        return Optional.empty();
    }

    /** Tells that a request is answered without being stored; gives the answer. */
    Receipt turnedAway(String endpoint, Receipt answer, TurnedAway cause) {
        listeners.tell(to -> to.turnedAway(endpoint, answer.status(), cause));
        return answer;
    }

    private boolean paused(Endpoint endpoint) {
        Set<String> now = paused;
        return !now.isEmpty() && now.contains(endpoint.name());
    }

    void pause(Set<String> endpoints) {
        paused = Set.copyOf(endpoints);
    }

    void stop() {
        stopped = true;
    }
}
