package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.Page;
import io.hooklatch.store.TimeRange;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/** Lists deliveries. */
final class DeliveryList {
    private final DeliveryQuery query;
    private final SharedValues values;
    private final NameKeys names;

    /** Made before the snapshot begins. */
    DeliveryList(DeliveryQuery query, SharedValues values, RecentEvents recent) {
        this.query = query;
        this.values = values;
        this.names = new NameKeys(
                values.profiles().all(), query.endpoint(), query.providerDeliveryId(), query.providerEventId(), recent);
    }

    Page<DeliverySummary> read(ReadSession session) throws SQLException {
        DeliveryReads reads = new DeliveryReads(session, values);
        return Pages.fill(
                ids(session, reads),
                id -> reads.row(id).filter(row -> !row.isElement()).map(DeliveryReads.Row::summary),
                this::wanted,
                query.after(),
                query.limit());
    }

    private IdStream ids(ReadSession session, DeliveryReads reads) throws SQLException {
        DeliveryStreams streams = new DeliveryStreams(session, values.profiles().all());
        IdRange range = IdRange.after(query.after());
        if (query.eventId().isPresent()) {
            long event = query.eventId().get().value();
            return values.profiles().all().stream().anyMatch(profile -> profile.has(Traits.PROMOTED))
                    ? sorted(deliveries(streams.ofEvent(event, new IdRange(0, Long.MAX_VALUE)), reads), range)
                    : deliveries(streams.ofEvent(event, range), reads);
        }
        DeliveryStreams.Search search = new DeliveryStreams.Search(
                this::fits,
                query.type(),
                query.providerDeliveryId(),
                query.providerEventId(),
                query.received(),
                TimeRange.ALWAYS,
                streams.withKey(names));
        return streams.find(search, range, query.limit() + 1);
    }

    /**
     * The same, with the delivery in the place of each element. The rows of a batch follow its own and no other comes
     * between, so the order stays; and a cursor at a batch leaves out all of its elements.
     */
    private static IdStream deliveries(IdStream rows, DeliveryReads reads) {
        long[] last = {0};
        return () -> {
            while (true) {
                long id = rows.next();
                if (id == 0) {
                    return 0;
                }
                Optional<DeliveryReads.Row> row = reads.row(id);
                if (row.isEmpty() || row.get().summary().batch()) {
                    continue; // no event has its number
                }
                long delivery = row.get().isElement() ? reads.place(id).delivery() : id;
                if (delivery != last[0]) {
                    last[0] = delivery;
                    return delivery;
                }
            }
        };
    }

    /** A delivery that was promoted stands before the row of its event by any distance. */
    private static IdStream sorted(IdStream ids, IdRange range) throws SQLException {
        long[] all = new long[16];
        int size = 0;
        for (long id = ids.next(); id != 0; id = ids.next()) {
            all = size == all.length ? Arrays.copyOf(all, 2 * size) : all;
            all[size++] = id;
        }
        return IdStream.of(Arrays.copyOf(all, size), range);
    }

    private boolean fits(Profile profile) {
        return !profile.has(Traits.ELEMENT)
                && Pages.is(query.endpoint(), profile.endpoint())
                && Pages.is(query.verdict(), profile.verdict())
                && Pages.has(query.reason(), Optional.ofNullable(profile.reason()))
                && (profile.has(Traits.TYPE_IN_ROW)
                        || Pages.has(query.type(), Optional.ofNullable(profile.eventType())));
    }

    private boolean wanted(DeliverySummary row) {
        Verdict verdict = row.verdict();
        return Pages.is(query.endpoint(), row.endpoint())
                && Pages.is(query.verdict(), verdict.kind())
                && Pages.has(query.reason(), verdict.reason())
                && Pages.has(query.type(), row.names().eventType())
                && Pages.has(query.providerDeliveryId(), row.names().deliveryId())
                && Pages.has(query.providerEventId(), row.names().eventId())
                && (row.eventId().isEmpty() || Pages.has(query.eventId(), row.eventId()))
                && query.received().contains(row.receivedAt());
    }
}
