package io.hooklatch.store;

import io.hooklatch.message.DispatchState;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Until when an inbox is to be cleared, as points in time in milliseconds since the epoch, UTC.
 *
 * @param endpoints by the endpoint's name
 * @param others for every other endpoint, also one that is not described any more
 */
public record PrunePlan(Map<String, Limits> endpoints, Limits others) {
    /** The limit of what is never removed. */
    public static final long NEVER = Long.MIN_VALUE;

    public PrunePlan {
        endpoints = Map.copyOf(endpoints);
    }

    /** What a row is kept as. */
    public enum Kept {
        /** Of an event that was handled or superseded; and of a batch that is empty. */
        HANDLED,
        /** Of an event that an operator said shall not be handled. */
        IGNORED,
        /** Of an event that a handler gave up. */
        DEAD,
        /** Of an event that no handler matched. */
        UNROUTED,
        /** Of a delivery that made no event: refused, a handshake, too large. */
        REFUSED;

        /** As what an event in this state is kept; absent while it is on its way. */
        public static Optional<Kept> of(DispatchState state) {
            return switch (state) {
                case HANDLED, SUPERSEDED -> Optional.of(HANDLED);
                case IGNORED -> Optional.of(IGNORED);
                case DEAD -> Optional.of(DEAD);
                case UNROUTED -> Optional.of(UNROUTED);
                case QUEUED, RUNNING, RETRYING, PAUSED -> Optional.empty();
            };
        }
    }

    /**
     * The limits of one endpoint: what is older goes.
     *
     * @param rows of deliveries and events
     * @param bodies of the bodies of those that stay
     * @param keys of the keys of events that are gone
     */
    public record Limits(Map<Kept, Long> rows, Map<Kept, Long> bodies, long keys) {
        /** Nothing goes. */
        public static final Limits NONE = new Limits(Map.of(), Map.of(), NEVER);

        public Limits {
            rows = Map.copyOf(rows);
            bodies = Map.copyOf(bodies);
        }

        /** Rows of this kind go that are older than this. */
        public long rows(Kept kept) {
            return rows.getOrDefault(kept, NEVER);
        }

        /** Bodies of this kind go that are older than this. */
        public long bodies(Kept kept) {
            return bodies.getOrDefault(kept, NEVER);
        }

        /** Duplicates go that are older than this and whose event goes or is gone: the latest limit of any event's rows. */
        public long copies() {
            return latest(rows);
        }

        /** The same for their bodies. */
        public long copiedBodies() {
            return latest(bodies);
        }

        private static long latest(Map<Kept, Long> limits) {
            long latest = NEVER;
            for (Map.Entry<Kept, Long> limit : limits.entrySet()) {
                latest = limit.getKey() == Kept.REFUSED ? latest : Math.max(latest, limit.getValue());
            }
            return latest;
        }
    }

    /** What holds for this endpoint. */
    public Limits limits(String endpoint) {
        return endpoints.getOrDefault(endpoint, others);
    }

    /** The latest limit of rows and bodies: nothing that is younger need be looked at. */
    public long latest() {
        return all().flatMapToLong(limits -> Stream.of(limits.rows(), limits.bodies())
                        .flatMap(times -> times.values().stream())
                        .mapToLong(Long::longValue))
                .max()
                .orElse(NEVER);
    }

    /** The latest limit of keys. */
    public long latestKeys() {
        return all().flatMapToLong(limits -> LongStream.of(limits.keys())).max().orElse(NEVER);
    }

    private Stream<Limits> all() {
        return Stream.concat(Stream.of(others), endpoints.values().stream());
    }
}
