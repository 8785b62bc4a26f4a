package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.ElementSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The elements of batches as messages. */
final class ElementReads {
    private final ReadSession session;
    private final SharedValues values;

    ElementReads(ReadSession session, SharedValues values) {
        this.session = session;
        this.values = values;
    }

    /** Those of this delivery: their rows follow its own, and no other comes between. */
    List<ElementSummary> of(long delivery) throws SQLException {
        DeliveryReads reads = new DeliveryReads(session, values);
        List<ElementSummary> elements = new ArrayList<>();
        Optional<DeliveryReads.Row> row = reads.row(delivery);
        if (row.isPresent() && row.get().summary().batch()) {
            for (DeliveryReads.Row part : rows(reads, delivery)) {
                elements.add(summary(reads, part.summary().id().value(), part.summary()));
            }
        }
        return elements;
    }

    /** The rows of the elements of this batch. */
    List<DeliveryReads.Row> rows(DeliveryReads reads, long delivery) throws SQLException {
        List<DeliveryReads.Row> rows = new ArrayList<>();
        long last = delivery;
        while (true) {
            last = after(last);
            Optional<DeliveryReads.Row> row = last == 0 ? Optional.empty() : reads.row(last);
            // The events of another delivery that was promoted just then may follow.
            if (row.isEmpty() || !row.get().isElement() || row.get().profile().has(Traits.PROMOTED)) {
                return rows;
            }
            rows.add(row.get());
        }
    }

    private static ElementSummary summary(DeliveryReads reads, long id, DeliverySummary row) throws SQLException {
        return new ElementSummary(
                reads.place(id).element().orElseThrow(() -> new SQLException("the element " + id + " has no place")),
                row.eventId().orElseThrow(() -> new SQLException("the element " + id + " has no event")),
                row.names().eventType(),
                row.names().eventId(),
                row.key(),
                row.duplicate(),
                row.divergent());
    }

    /** The next row of a delivery or element, or 0. */
    private long after(long id) throws SQLException {
        PreparedStatement statement =
                session.prepared("SELECT id FROM hooklatch_delivery WHERE id > ? ORDER BY id LIMIT 1");
        statement.setLong(1, id);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
