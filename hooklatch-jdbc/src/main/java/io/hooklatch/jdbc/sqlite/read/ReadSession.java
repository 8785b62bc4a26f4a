package io.hooklatch.jdbc.sqlite.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** One reading connection with its statements, which are few and prepared once. Used by one thread at a time. */
final class ReadSession implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    ReadSession(Connection connection) {
        this.connection = connection;
    }

    /** The statement of this SQL, of which there are only so many; its former result is closed by the next use. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    /** All that is read until {@link #end} is of one moment. */
    void begin() throws SQLException {
        prepared("BEGIN").executeUpdate();
    }

    void end() throws SQLException {
        prepared("COMMIT").executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
