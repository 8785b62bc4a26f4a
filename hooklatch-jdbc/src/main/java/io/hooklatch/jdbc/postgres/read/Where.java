package io.hooklatch.jdbc.postgres.read;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.Skew;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.TimeRange;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of a list, as text and values. */
final class Where {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** A condition with one question mark for each value: text, numbers. */
    Where and(String condition, Object... given) {
        text.append(text.isEmpty() ? " WHERE " : " AND ").append(condition);
        for (Object value : given) {
            values.add(value instanceof String name ? StoredText.encode(name) : value);
        }
        return this;
    }

    /** A condition with one question mark, where a value is wanted. */
    Where and(String condition, Optional<?> wanted) {
        wanted.ifPresent(value -> and(condition, value));
        return this;
    }

    /** From a place in the list to where it ends. */
    Where page(String id, Cursor cursor) {
        and(id + " < ?", cursor.before());
        return cursor.after() == 0 ? this : and(id + " > ?", cursor.after());
    }

    /** A time of the row; only ids are looked at that it can have. */
    Where within(Session session, String column, TimeRange range, String id) throws SQLException {
        if (range.equals(TimeRange.ALWAYS)) {
            return this;
        }
        Skew skew = Skew.stored(session);
        and(id + " >= ?", skew.firstOf(range));
        and(id + " < ?", skew.endOf(range));
        return within(column, range);
    }

    Where within(String column, TimeRange range) {
        if (range.from() != Long.MIN_VALUE) {
            and(column + " >= ?", range.from());
        }
        if (range.until() != Long.MAX_VALUE) {
            and(column + " < ?", range.until());
        }
        return this;
    }

    /** The newest rows, one more than the limit. */
    PreparedStatement select(Session session, String columnsAndTables, String id, int limit) throws SQLException {
        PreparedStatement statement =
                session.prepareOnce(columnsAndTables + text + " ORDER BY " + id + " DESC LIMIT " + (limit + 1));
        int index = 1;
        for (Object value : values) {
            statement.setObject(index++, value);
        }
        return statement;
    }
}
