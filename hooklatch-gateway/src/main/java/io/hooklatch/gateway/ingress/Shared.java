package io.hooklatch.gateway.ingress;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** What all connections of one ingress have in common. Thread-safe. */
final class Shared {
    private final Inbox inbox;
    private final IngressLimits limits;
    private final ByteBudget budget;
    private final Answers answers;
    private final Admission admission;
    private final Complaints complaints = new Complaints(LoggerFactory.getLogger(Ingress.class));
    private final AtomicInteger connections = new AtomicInteger();
    private final CompletableFuture<Void> emptied = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile boolean closedToNew;

    Shared(Inbox inbox, IngressLimits limits) {
        this.inbox = inbox;
        this.limits = limits;
        this.budget = new ByteBudget(limits.bufferedBytes());
        this.answers = new Answers(limits.retryAfter());
        this.admission = new Admission(inbox, answers);
    }

    Inbox inbox() {
        return inbox;
    }

    IngressLimits limits() {
        return limits;
    }

    ByteBudget budget() {
        return budget;
    }

    Answers answers() {
        return answers;
    }

    Admission admission() {
        return admission;
    }

    /** Tells the operator of a failure that is not the sender's. */
    void complain(String what, Throwable cause) {
        complaints.warn(what, cause);
    }

    /** How many connections are open, those included that are being turned away. */
    int connections() {
        return connections.get();
    }

    /** Counts one more and returns how many there are with it. */
    int connectionOpened() {
        return connections.incrementAndGet();
    }

    void connectionClosed() {
        connections.decrementAndGet();
        completeOnceEmpty();
    }

    boolean stopping() {
        return stopping;
    }

    /** From now on every answer is its connection's last. */
    void stop() {
        stopping = true;
    }

    /** Completes once the ingress is stopping, takes no connection any more, and the last one is closed. */
    CompletableFuture<Void> emptied() {
        return emptied;
    }

    /** To be called once no connection can be opened any more. */
    void noMoreConnections() {
        closedToNew = true;
        completeOnceEmpty();
    }

    private void completeOnceEmpty() {
        if (closedToNew && connections.get() == 0) {
            emptied.complete(null);
        }
    }
}
