package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.ElementPlace;
import io.hooklatch.jdbc.row.Lane;
import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Page;
import io.hooklatch.store.TimeRange;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Lists events: deliveries that made one, seen with where their dispatches stand. */
final class EventList {
    private final EventQuery query;
    private final SharedValues values;
    private final NameKeys names;

    /** Made before the snapshot begins. */
    EventList(EventQuery query, SharedValues values, RecentEvents recent) {
        this.query = query;
        this.values = values;
        this.names = new NameKeys(
                values.profiles().all(), query.endpoint(), Optional.empty(), query.providerEventId(), recent);
    }

    Page<EventSummary> read(ReadSession session) throws SQLException {
        DispatchReads reads = new DispatchReads(session, values);
        return Pages.fill(
                ids(session, reads), id -> candidate(session, reads, id), this::wanted, query.after(), query.limit());
    }

    private Optional<EventSummary> candidate(ReadSession session, DispatchReads reads, long id) throws SQLException {
        if (query.state().isPresent() && !query.state().equals(reads.stateOf(id))) {
            return Optional.empty();
        }
        return event(session, values, reads, id);
    }

    static Optional<EventSummary> event(ReadSession session, SharedValues values, long id) throws SQLException {
        return event(session, values, new DispatchReads(session, values), id);
    }

    private static Optional<EventSummary> event(ReadSession session, SharedValues values, DispatchReads reads, long id)
            throws SQLException {
        Optional<DeliveryReads.Row> row = new DeliveryReads(session, values).row(id);
        Optional<DispatchState> state = reads.stateOf(id);
        if (row.isEmpty() || state.isEmpty() || !row.get().profile().has(Traits.FIRST)) {
            return Optional.empty();
        }
        DeliverySummary first = row.get().summary();
        Optional<ElementPlace> place =
                row.get().isElement() ? Optional.of(new DeliveryReads(session, values).place(id)) : Optional.empty();
        return Optional.of(new EventSummary(
                new EventId(id),
                first.endpoint(),
                row.get().storedAt(),
                first.names().eventType(),
                first.names().eventId(),
                first.key(),
                place.map(ElementPlace::delivery).map(DeliveryId::new).orElse(first.id()),
                place.flatMap(ElementPlace::element),
                state.get()));
    }

    private IdStream ids(ReadSession session, DispatchReads reads) throws SQLException {
        DeliveryStreams streams = new DeliveryStreams(session, values.profiles().all());
        IdRange range = IdRange.after(query.after()).within(query.created(), streams.lead());
        if (query.providerEventId().isEmpty()
                && query.state().isPresent()
                && byState(query.state().get())) {
            return byState(session, reads, query.state().get(), range);
        }
        DeliveryStreams.Search search = new DeliveryStreams.Search(
                this::fits,
                query.type(),
                Optional.empty(),
                query.providerEventId(),
                TimeRange.ALWAYS,
                query.created(),
                streams.withKey(names));
        return streams.find(search, range, query.limit() + 1);
    }

    /** Among the events of one endpoint or type the handled ones are not rare; among all of them they may be. */
    private boolean byState(DispatchState state) {
        return DispatchStreams.findable(state)
                || (query.endpoint().isEmpty() && query.type().isEmpty());
    }

    /** An event in a state has a dispatch in that state, whose id is greater than its own and less than the next one's. */
    private IdStream byState(ReadSession session, DispatchReads reads, DispatchState state, IdRange range)
            throws SQLException {
        // The dispatches of the last event before a point in time, or before a cursor, may bear ids after it.
        IdRange dispatches =
                new IdRange(range.from(), reads.nextDelivery(query.after().before()));
        DispatchStreams streams = new DispatchStreams(session, values);
        IdStream ids = DispatchStreams.findable(state)
                ? streams.in(state, this::fits, reads, dispatches)
                : streams.handled(dispatches, query.limit() + 1);
        long[] last = {0};
        IdStream born = () -> {
            while (true) {
                long id = ids.next();
                if (id == 0) {
                    return 0;
                }
                long event = reads.eventOf(id);
                if (event != 0 && event != last[0] && range.contains(event)) {
                    last[0] = event;
                    return event;
                }
            }
        };
        return IdStream.merge(List.of(born, streams.laterEvents(state, range)));
    }

    private boolean fits(Profile profile) {
        return profile.has(Traits.FIRST)
                && Pages.is(query.endpoint(), profile.endpoint())
                && (profile.has(Traits.TYPE_IN_ROW)
                        || Pages.has(query.type(), Optional.ofNullable(profile.eventType())));
    }

    private boolean fits(Lane lane) {
        return Pages.is(query.endpoint(), lane.endpoint())
                && (lane.eventType() == null || Pages.is(query.type(), lane.eventType()));
    }

    private boolean wanted(EventSummary row) {
        return Pages.is(query.endpoint(), row.endpoint())
                && Pages.is(query.state(), row.state())
                && Pages.has(query.type(), row.type())
                && Pages.has(query.providerEventId(), row.providerEventId())
                && query.created().contains(row.createdAt());
    }
}
