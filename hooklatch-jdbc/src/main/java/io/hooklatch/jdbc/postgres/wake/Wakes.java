package io.hooklatch.jdbc.postgres.wake;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.jdbc.postgres.link.Sessions;
import io.hooklatch.store.WorkSignal;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells the other nodes of work that is due, and tells a listener what they say. Hints: nothing is lost but time when one
 * does not arrive. Thread-safe.
 */
public final class Wakes implements AutoCloseable {
    private final Teller teller;
    private final Hearer hearer;
    private volatile WorkSignal signal = handler -> {};
    private volatile Runnable endpointSignal = () -> {};

    public Wakes(PostgresSettings settings, Sessions sessions) {
        String node = UUID.randomUUID().toString();
        this.teller = new Teller(settings, sessions, node);
        this.hearer = new Hearer(settings, sessions, node, this::heard, this::heardEndpointChange);
    }

    private void heard(Optional<String> handler) {
        signal.work(handler);
    }

    private void heardEndpointChange() {
        endpointSignal.run();
    }

    /** Tells this one from now on, and nobody else. */
    public void onWork(WorkSignal listener) {
        signal = listener;
        hearer.start();
    }

    /** Tells this one of changed endpoints from now on, and nobody else. */
    public void onEndpointChange(Runnable listener) {
        endpointSignal = listener;
        hearer.start();
    }

    /** Tells the others, soon, that an endpoint was paused or resumed, or that its learnt secret is another one or none. */
    public void tellEndpointChange() {
        teller.tellEndpointChange();
    }

    /** Tells the others, soon, that there is work for this handler. */
    public void tell(String handler) {
        teller.tell(handler);
    }

    /** Tells what is to be told still, then ends. Idempotent. */
    @Override
    public void close() {
        hearer.close();
        teller.close();
    }
}
