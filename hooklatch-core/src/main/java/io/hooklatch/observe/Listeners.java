package io.hooklatch.observe;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several listeners told one after the other; one that throws is logged and keeps the rest from nothing. Thread-safe. */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<InboxListener> listeners;

    public Listeners(List<InboxListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Calls each listener. */
    public void tell(Consumer<InboxListener> what) {
        for (int i = 0; i < listeners.size(); i++) {
            InboxListener listener = listeners.get(i);
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("listener {} failed", listener.getClass().getName(), e);
            }
        }
    }
}
