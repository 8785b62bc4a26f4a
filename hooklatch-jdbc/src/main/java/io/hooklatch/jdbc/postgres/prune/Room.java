package io.hooklatch.jdbc.postgres.prune;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.store.PrunableStore;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How much room the tables take; the database's own vacuum reuses what removed rows leave. */
public final class Room {
    private static final String SIZE = "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c "
            + "WHERE c.relkind = 'r' AND c.relnamespace = (SELECT relnamespace FROM pg_class "
            + "WHERE oid = 'hooklatch.delivery'::regclass)";

    private Room() {}

    public static PrunableStore.Space space(Session session) throws SQLException {
        try (ResultSet row = session.prepare(SIZE).executeQuery()) {
            row.next();
            return new PrunableStore.Space(row.getLong(1), 0, false);
        }
    }
}
