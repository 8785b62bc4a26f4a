package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** What is paused, as writes have to know it. */
final class Pauses {
    private static final String HANDLERS = "SELECT name FROM hooklatch.pause WHERE kind = 2";

    private Pauses() {}

    static Set<String> handlers(Session session) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet row = session.prepare(HANDLERS).executeQuery()) {
            while (row.next()) {
                names.add(StoredText.read(row, "name"));
            }
        }
        return names;
    }
}
