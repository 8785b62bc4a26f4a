package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.Lane;
import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.message.Dispatch;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.Page;
import io.hooklatch.store.TimeRange;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Lists dispatches. */
final class DispatchList {
    private final DispatchQuery query;
    private final SharedValues values;

    DispatchList(DispatchQuery query, SharedValues values) {
        this.query = query;
        this.values = values;
    }

    Page<Dispatch> read(ReadSession session) throws SQLException {
        DispatchReads reads = new DispatchReads(session, values);
        return Pages.fill(ids(session, reads), reads::row, this::wanted, query.after(), query.limit());
    }

    private IdStream ids(ReadSession session, DispatchReads reads) throws SQLException {
        IdRange range = IdRange.after(query.after()).made(query.made());
        if (query.eventId().isPresent()) {
            return IdStream.of(reads.ofEvent(query.eventId().get().value()), range);
        }
        List<Lane> lanes = values.lanes().all();
        DispatchStreams streams = new DispatchStreams(session, values);
        if (query.state().isPresent() && DispatchStreams.findable(query.state().get())) {
            return streams.in(query.state().get(), this::fits, reads, range);
        }
        if (query.endpoint().isEmpty() && query.handler().isEmpty()) {
            return query.state().isPresent()
                    ? streams.handled(range, query.limit() + 1)
                    : streams.all(range, query.limit() + 1);
        }
        return IdStream.merge(List.of(ofEvents(session, reads, lanes, range), streams.later(range)));
    }

    /** Those born with the events of those endpoints and types from which a lane that fits leads. */
    private IdStream ofEvents(ReadSession session, DispatchReads reads, List<Lane> lanes, IdRange range)
            throws SQLException {
        record Source(String endpoint, Optional<String> type) {}
        Set<Source> sources = new HashSet<>();
        for (Lane lane : lanes) {
            if (fits(lane)) {
                sources.add(new Source(lane.endpoint(), Optional.ofNullable(lane.eventType())));
            }
        }
        // A lane without a type takes events without one, and those whose type is one too many to be known.
        Predicate<Profile> fitting = profile -> profile.has(Traits.FIRST)
                && (sources.contains(new Source(profile.endpoint(), Optional.empty()))
                        || sources.contains(new Source(profile.endpoint(), Optional.ofNullable(profile.eventType()))));
        DeliveryStreams.Search search = new DeliveryStreams.Search(
                fitting,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TimeRange.ALWAYS,
                TimeRange.ALWAYS,
                Optional.empty());
        // The event's id is less than that of its dispatch, and may bear an earlier time.
        IdRange until = new IdRange(0, range.below());
        IdStream events = new DeliveryStreams(session, values.profiles().all()).find(search, until, query.limit() + 1);
        IdStream[] ofEvent = {() -> 0};
        return () -> {
            while (true) {
                long id = ofEvent[0].next();
                if (id != 0) {
                    return id;
                }
                long event = events.next();
                if (event == 0) {
                    return 0;
                }
                ofEvent[0] = IdStream.of(reads.born(event), range);
            }
        };
    }

    private boolean fits(Lane lane) {
        return Pages.is(query.endpoint(), lane.endpoint())
                && Pages.has(
                        query.handler(), Optional.ofNullable(values.handlers().get(lane.handler())));
    }

    private boolean wanted(Dispatch row) {
        return Pages.is(query.endpoint(), row.endpoint())
                && Pages.has(query.handler(), row.handler())
                && Pages.is(query.state(), row.state())
                && Pages.is(query.eventId(), row.eventId())
                && (query.error().isEmpty()
                        || row.lastError().contains(query.error().get()));
    }
}
