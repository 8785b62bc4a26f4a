package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.HeaderCodec;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.message.Request;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inserts deliveries. Every parameter of a statement costs a call into native code for every row, also when it is null; so
 * there is one statement for each set of optional columns that occurs, of which there are few.
 */
final class DeliveryInsert {
    static final int DUPLICATE_OF = 0;
    static final int RECEIVED_LENGTH = 1;
    static final int DELIVERY_NAME = 2;
    static final int EVENT_NAME = 3;
    static final int EVENT_TYPE = 4;
    static final int METHOD = 5;
    static final int DEDUPE_KEY = 6;
    static final int SECOND_KEY = 7;
    static final int DETAIL = 8;

    /** The columns that are mostly null, under the numbers above. */
    private static final List<String> OPTIONAL = List.of(
            "duplicate_of",
            "received_length",
            "delivery_name",
            "event_name",
            "event_type",
            "method",
            "dedupe_key",
            "second_key",
            "detail");

    private static final int REQUIRED = 8;

    private final Connection connection;
    private final Map<Integer, PreparedStatement> statements = new HashMap<>();
    private final @Nullable Object[] values = new @Nullable Object[OPTIONAL.size()];

    DeliveryInsert(Connection connection) {
        this.connection = connection;
    }

    /** Sets a column of the next row. */
    void text(int column, @Nullable String value) {
        values[column] = value;
    }

    /** Sets a column of the next row. */
    void number(int column, long value) {
        values[column] = value;
    }

    /** Inserts the row and forgets its columns. */
    void row(long id, int profile, long receivedAt, long storedAt, Request request) throws SQLException {
        try {
            insert(statement(), id, profile, receivedAt, storedAt, request);
        } finally {
            Arrays.fill(values, null);
        }
    }

    private void insert(PreparedStatement insert, long id, int profile, long receivedAt, long storedAt, Request request)
            throws SQLException {
        insert.setLong(1, id);
        insert.setInt(2, profile);
        insert.setLong(3, receivedAt);
        insert.setLong(4, storedAt);
        Text.bind(insert, 5, request.target());
        Text.bind(insert, 6, request.remoteAddress());
        insert.setBytes(7, HeaderCodec.encode(request.headers()));
        insert.setBytes(8, request.body());
        int index = REQUIRED;
        for (Object value : values) {
            if (value instanceof String text) {
                Text.bind(insert, ++index, text);
            } else if (value instanceof Long number) {
                insert.setLong(++index, number);
            }
        }
        insert.executeUpdate();
    }

    private PreparedStatement statement() throws SQLException {
        int present = 0;
        for (int i = 0; i < values.length; i++) {
            present |= values[i] == null ? 0 : 1 << i;
        }
        PreparedStatement known = statements.get(present);
        if (known == null) {
            known = connection.prepareStatement(sql(present));
            statements.put(present, known);
        }
        return known;
    }

    private static String sql(int present) {
        StringBuilder columns = new StringBuilder("INSERT INTO main.hooklatch_delivery (id, profile, received_at, "
                + "stored_at, target, remote_address, headers, body");
        StringBuilder parameters = new StringBuilder(") VALUES (?, ?, ?, ?, ?, ?, ?, ?");
        for (int i = 0; i < OPTIONAL.size(); i++) {
            if ((present & 1 << i) != 0) {
                columns.append(", ").append(OPTIONAL.get(i));
                parameters.append(", ?");
            }
        }
        return columns.append(parameters).append(')').toString();
    }
}
