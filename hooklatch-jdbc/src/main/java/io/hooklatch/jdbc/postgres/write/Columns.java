package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows to be inserted, column by column: however many there are, they are one parameter for each column of one statement,
 * which the server plans, starts and answers once.
 */
final class Columns {
    /** The types of columns, with the arrays that the driver sends for them. */
    enum Type {
        BIGINT,
        INTEGER,
        SMALLINT,
        BOOLEAN,
        TEXT,
        BYTEA;

        private @Nullable Object[] array(List<@Nullable Object> cells) {
            @Nullable
            Object[] array = switch (this) {
                case BIGINT -> new Long[cells.size()];
                case INTEGER -> new Integer[cells.size()];
                case SMALLINT -> new Short[cells.size()];
                case BOOLEAN -> new Boolean[cells.size()];
                case TEXT -> new String[cells.size()];
                case BYTEA -> new byte[cells.size()][];
            };
            return cells.toArray(array);
        }

        private String sql() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final List<Type> types;
    private final List<List<@Nullable Object>> cells = new ArrayList<>();
    private int next;

    Columns(List<Type> types) {
        this.types = types;
        for (int i = 0; i < types.size(); i++) {
            cells.add(new ArrayList<>());
        }
    }

    /** The source of the rows in a statement: {@code unnest(?::bigint[], …)}. */
    static String unnest(List<Type> types) {
        StringBuilder sql = new StringBuilder("unnest(");
        for (Type type : types) {
            sql.append(sql.length() == "unnest(".length() ? "?::" : ", ?::")
                    .append(type.sql())
                    .append("[]");
        }
        return sql.append(')').toString();
    }

    /** The next cell of the row that is being added; a row is whole when every column has got one. */
    Columns add(@Nullable Object cell) {
        cells.get(next).add(cell);
        next = (next + 1) % types.size();
        return this;
    }

    Columns add(Optional<?> cell) {
        return add((@Nullable Object) cell.orElse(null));
    }

    Columns text(String text) {
        return add((Object) StoredText.encode(text));
    }

    Columns text(Optional<String> text) {
        return add((@Nullable Object) text.map(StoredText::encode).orElse(null));
    }

    Columns code(int code) {
        return add((Object) (short) code);
    }

    boolean isEmpty() {
        return cells.get(0).isEmpty();
    }

    /** Binds every column from this parameter on; gives the number of the one after the last. */
    int bind(Session session, PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < types.size(); i++) {
            Type type = types.get(i);
            statement.setArray(first + i, session.array(type.sql(), type.array(cells.get(i))));
        }
        return first + types.size();
    }
}
