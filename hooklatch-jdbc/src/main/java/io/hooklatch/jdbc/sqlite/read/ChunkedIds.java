package io.hooklatch.jdbc.sqlite.read;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The ids of one query, read in growing chunks: each chunk is a new query below the last id, so that many such streams can
 * share a statement, and none is left open.
 */
final class ChunkedIds implements IdStream {
    /** What every such query ends with. */
    static final String TAIL = " AND id < ? AND id >= ? ORDER BY id DESC LIMIT ?";

    private static final int LARGEST = 512;

    /** Sets the parameters before those of {@link #TAIL}. */
    @FunctionalInterface
    interface Binding {
        /** Gives the index of the next parameter. */
        int bind(PreparedStatement statement) throws SQLException;
    }

    private final ReadSession session;
    private final String sql;
    private final Binding binding;
    private final long from;
    private long below;
    private long[] chunk = {};
    private int size;
    private int at;
    private int wanted;

    /**
     * @param select a query for {@code id} that ends within its condition
     * @param first how many to read at first
     */
    ChunkedIds(ReadSession session, String select, Binding binding, IdRange range, int first) {
        this.session = session;
        this.sql = select + TAIL;
        this.binding = binding;
        this.from = range.from();
        this.below = range.below();
        this.wanted = first;
    }

    @Override
    public long next() throws SQLException {
        if (at == size) {
            read();
        }
        return at == size ? 0 : chunk[at++];
    }

    private void read() throws SQLException {
        if (wanted == 0) {
            return;
        }
        chunk = new long[wanted];
        size = 0;
        at = 0;
        PreparedStatement statement = session.prepared(sql);
        int next = binding.bind(statement);
        statement.setLong(next, below);
        statement.setLong(next + 1, from);
        statement.setInt(next + 2, wanted);
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                chunk[size++] = row.getLong(1);
            }
        }
        if (size == wanted) {
            below = chunk[size - 1];
            wanted = Math.min(4 * wanted, LARGEST);
        } else {
            wanted = 0; // that was the last
        }
    }
}
