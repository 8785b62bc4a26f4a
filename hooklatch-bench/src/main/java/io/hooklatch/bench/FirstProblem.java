package io.hooklatch.bench;

import java.util.concurrent.atomic.AtomicReference;

/** The first thing that went wrong on any of many threads; later ones are mostly its consequences. Thread-safe. */
public final class FirstProblem {
    private static final String NONE = "";

    private final AtomicReference<String> words = new AtomicReference<>(NONE);

    /** Notes a problem unless there is one already. */
    public void report(String problem) {
        words.compareAndSet(NONE, problem);
    }

    public boolean none() {
        return toString().isEmpty();
    }

    /**
     * Fails when there is one.
     *
     * @throws IllegalStateException with its words
     */
    public void raise() {
        if (!none()) {
            throw new IllegalStateException(toString());
        }
    }

    /** Its words; empty when there is none. */
    @Override
    public String toString() {
        return String.valueOf(words.get());
    }
}
