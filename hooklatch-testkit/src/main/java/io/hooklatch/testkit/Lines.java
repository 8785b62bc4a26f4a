package io.hooklatch.testkit;

import io.hooklatch.message.EventId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What racing workers have run of each key. Thread-safe. */
final class Lines {
    private final Map<String, List<EventId>> handled = new HashMap<>();
    private final Set<String> running = new HashSet<>();

    /** One begins; no other of its key may be running. */
    synchronized void begin(String key, EventId event) {
        if (!running.add(key)) {
            throw new AssertionError(event + " runs beside another of " + key);
        }
        handled.computeIfAbsent(key, none -> new ArrayList<>()).add(event);
    }

    synchronized void end(String key) {
        running.remove(key);
    }

    synchronized int handled() {
        return handled.values().stream().mapToInt(List::size).sum();
    }

    synchronized List<EventId> of(String key) {
        return List.copyOf(handled.getOrDefault(key, List.of()));
    }
}
