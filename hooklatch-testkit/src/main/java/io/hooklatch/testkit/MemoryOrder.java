package io.hooklatch.testkit;

import io.hooklatch.message.EventId;
import io.hooklatch.store.Ordering;
import io.hooklatch.store.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The lines of a {@link MemoryStore} and what was handled newest. Only the first of a line is ever due. The store locks
 * around every call.
 */
final class MemoryOrder {
    private final MemoryTables tables;
    private final Map<Line, List<DispatchRow>> lines = new HashMap<>();
    private final Map<Entity, Newest> newest = new HashMap<>();
    /** Those that an operator replayed: they are handled whatever was. */
    private final Set<DispatchRow> insisted = new HashSet<>();

    private record Line(String handler, String endpoint, String key) {}

    private record Entity(String handler, String endpoint, String entity) {}

    private record Newest(Version version, String text, EventId event) {}

    MemoryOrder(MemoryTables tables) {
        this.tables = tables;
    }

    private Ordering of(DispatchRow row) {
        return tables.event(row.view().eventId()).event().ordering();
    }

    /** Whether its end concerns others. */
    boolean ordered(DispatchRow row) {
        return !of(row).none();
    }

    /** A new event on its way. */
    void born(DispatchRow row) {
        Optional<String> why = stale(row);
        if (why.isPresent()) {
            tables.supersede(row, why.get());
        } else {
            join(row);
        }
    }

    /** By an operator: it goes on, or it goes anew and whatever was handled. */
    void queuedAgain(DispatchRow row, boolean anew) {
        if (anew) {
            insisted.add(row);
        } else {
            insisted.remove(row);
        }
        join(row);
    }

    private void join(DispatchRow row) {
        line(row).ifPresent(line -> {
            List<DispatchRow> all = lines.computeIfAbsent(line, none -> new ArrayList<>());
            if (!all.contains(row)) {
                all.add(row);
            }
            if (all.get(0) != row) {
                row.hold();
            }
        });
    }

    /** It is settled, and not dead. */
    void leave(DispatchRow row) {
        line(row).ifPresent(line -> {
            List<DispatchRow> all = lines.getOrDefault(line, List.of());
            if (all.contains(row)) {
                all.remove(row);
                all.stream().findFirst().ifPresent(first -> first.free(tables.now()));
            }
        });
    }

    void handled(DispatchRow row) {
        entity(row).ifPresent(entity -> {
            Ordering.Guard guard = of(row).guard().orElseThrow();
            Newest known = newest.get(entity);
            if (known == null || known.version().compareTo(guard.version()) < 0) {
                newest.put(
                        entity,
                        new Newest(guard.version(), guard.text(), row.view().eventId()));
            }
        });
        leave(row);
    }

    /** Why it must not be handled. */
    Optional<String> stale(DispatchRow row) {
        return insisted.contains(row)
                ? Optional.empty()
                : entity(row).map(newest::get).flatMap(known -> {
                    Ordering.Guard guard = of(row).guard().orElseThrow();
                    return known.version().compareTo(guard.version()) > 0
                            ? Optional.of(Ordering.Guard.superseded(guard.text(), known.text(), known.event()))
                            : Optional.empty();
                });
    }

    /** The first of its line, unless it is that itself. */
    Optional<DispatchRow> before(DispatchRow row) {
        return line(row)
                .map(line -> lines.getOrDefault(line, List.of()))
                .filter(all -> all.contains(row))
                .flatMap(all -> all.stream().findFirst())
                .filter(first -> first != row);
    }

    void forget(DispatchRow row) {
        leave(row);
        insisted.remove(row);
    }

    private Optional<Line> line(DispatchRow row) {
        return row.handler().flatMap(handler -> of(row).key().map(key -> new Line(handler, row.endpoint(), key)));
    }

    /** What carries another body says nothing about versions. */
    private Optional<Entity> entity(DispatchRow row) {
        return row.carries().isPresent()
                ? Optional.empty()
                : row.handler()
                        .flatMap(handler ->
                                of(row).guard().map(guard -> new Entity(handler, row.endpoint(), guard.entity())));
    }

    /** The events whose versions are the newest of something. */
    Stream<EventId> newestEvents() {
        return newest.values().stream().map(Newest::event);
    }

    /** The endpoint of such an event. */
    Optional<String> endpointOf(EventId event) {
        return newest.entrySet().stream()
                .filter(entry -> entry.getValue().event().equals(event))
                .map(entry -> entry.getKey().endpoint())
                .findFirst();
    }

    long newestOf(EventId event) {
        return newestEvents().filter(event::equals).count();
    }

    void forgetNewest(EventId event) {
        newest.values().removeIf(known -> known.event().equals(event));
    }
}
