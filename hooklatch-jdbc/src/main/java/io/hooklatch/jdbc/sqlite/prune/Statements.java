package io.hooklatch.jdbc.sqlite.prune;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The statements of one connection by their text, each made once. Used by one thread at a time. */
@FunctionalInterface
public interface Statements {
    PreparedStatement prepared(String sql) throws SQLException;

    /** Those of this connection, which closes them when it is closed. */
    static Statements on(Connection connection) {
        Map<String, PreparedStatement> known = new HashMap<>();
        return sql -> {
            PreparedStatement statement = known.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                known.put(sql, statement);
            }
            return statement;
        };
    }
}
