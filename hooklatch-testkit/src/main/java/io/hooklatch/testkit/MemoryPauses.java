package io.hooklatch.testkit;

import io.hooklatch.message.Pause;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What is paused in a {@link MemoryStore}, which locks around every call. */
final class MemoryPauses {
    private final NavigableMap<Key, Pause> rows =
            new TreeMap<>(Comparator.comparing(Key::kind).thenComparing(Key::name));

    private record Key(Pause.Kind kind, String name) {}

    boolean paused(String handler) {
        return rows.containsKey(new Key(Pause.Kind.HANDLER, handler));
    }

    /** The pause that there is already, if there is one. */
    Optional<Pause> hold(Pause pause) {
        return Optional.ofNullable(rows.putIfAbsent(new Key(pause.kind(), pause.name()), pause));
    }

    /** The pause that has ended. */
    Optional<Pause> resume(Pause.Kind kind, String name) {
        return Optional.ofNullable(rows.remove(new Key(kind, name)));
    }

    List<Pause> all() {
        return List.copyOf(rows.values());
    }
}
