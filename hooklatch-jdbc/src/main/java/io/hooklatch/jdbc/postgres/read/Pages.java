package io.hooklatch.jdbc.postgres.read;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.Page;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Reads one page of a list. */
final class Pages {
    private Pages() {}

    /** Makes a value of the row that the result stands at. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> Page<T> read(
            Session session,
            String select,
            Where where,
            String id,
            Cursor from,
            int limit,
            Row<T> view,
            ToLongFunction<T> idOf)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement statement = where.page(id, from).select(session, select, id, limit);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(view.read(rows));
            }
        }
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, Optional.of(from.at(idOf.applyAsLong(items.get(limit - 1)))));
    }

    /** The row with this id. */
    static <T> Optional<T> one(Session session, String sql, long id, Row<T> view) throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        statement.setLong(1, id);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(view.read(row)) : Optional.empty();
        }
    }

    /**
     * The rows that are about these deliveries.
     *
     * @param sql with one place for all their ids, and the delivery in the first column of a row
     */
    static <T> Map<DeliveryId, T> these(Session session, String sql, Collection<DeliveryId> ids, Row<T> view)
            throws SQLException {
        Map<DeliveryId, T> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        PreparedStatement statement = session.prepare(sql);
        statement.setArray(
                1, session.array("bigint", ids.stream().map(DeliveryId::value).toArray(Long[]::new)));
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.put(new DeliveryId(row.getLong(1)), view.read(row));
            }
        }
        return found;
    }
}
