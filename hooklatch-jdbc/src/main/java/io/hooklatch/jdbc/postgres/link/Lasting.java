package io.hooklatch.jdbc.postgres.link;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a connection keeps from one transaction to the next, as it was when the store took it: the settings that its
 * driver, its pool and we gave it. {@code DISCARD ALL} would do without, but forget those too, and every prepared statement.
 */
final class Lasting {
    private static final String GIVEN = "SELECT name, setting FROM pg_settings WHERE source = 'session' UNION ALL "
            + "SELECT name, current_setting(name) FROM (VALUES ('session_authorization'), ('role')) AS hidden (name)";

    private final Map<String, String> given;

    private Lasting(Map<String, String> given) {
        this.given = given;
    }

    static Lasting of(Connection connection) throws SQLException {
        Map<String, String> given = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(GIVEN)) {
            while (row.next()) {
                given.put(row.getString(1), row.getString(2));
            }
        }
        return new Lasting(given);
    }

    /** In one message to the server. */
    void restore(Connection connection) throws SQLException {
        String set = ", set_config(?, ?, false)".repeat(given.size());
        try (PreparedStatement statement = connection.prepareStatement(
                "CLOSE ALL; RESET ALL; UNLISTEN *; DISCARD TEMP; SELECT pg_advisory_unlock_all()" + set)) {
            int index = 1;
            for (Map.Entry<String, String> setting : given.entrySet()) {
                statement.setString(index++, setting.getKey());
                statement.setString(index++, setting.getValue());
            }
            statement.execute();
        }
    }
}
