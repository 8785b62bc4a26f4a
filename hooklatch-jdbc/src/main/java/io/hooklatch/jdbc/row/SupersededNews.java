package io.hooklatch.jdbc.row;

import io.hooklatch.store.Superseded;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one listener of what a committed transaction superseded. Thread-safe. */
public final class SupersededNews {
    private static final Logger LOG = LoggerFactory.getLogger(SupersededNews.class);

    private volatile Consumer<Superseded> listener = what -> {};

    /** Tells this one from now on, and nobody else. */
    public void onSuperseded(Consumer<Superseded> one) {
        listener = one;
    }

    /** Tells of each; what the listener throws is logged and changes nothing. */
    public void tell(List<Superseded> superseded) {
        for (Superseded one : superseded) {
            try {
                listener.accept(one);
            } catch (RuntimeException e) {
                LOG.warn("whoever is told of superseded dispatches failed", e);
            }
        }
    }
}
