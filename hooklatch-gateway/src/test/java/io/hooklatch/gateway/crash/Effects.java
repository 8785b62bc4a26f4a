package io.hooklatch.gateway.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the handlers of a {@link LibraryChild} left behind, read after its death. */
final class Effects {
    private Effects() {}

    /** How often the transactional handler wrote each id. */
    static Map<String, Integer> inTable(Path database) throws SQLException {
        Map<String, Integer> times = new HashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, count(*) FROM effects GROUP BY name")) {
            while (rows.next()) {
                times.put(rows.getString(1), rows.getInt(2));
            }
        }
        return times;
    }

    /** How often a plain handler wrote each id. */
    static Map<String, Integer> inJournal(Path file) throws IOException {
        Map<String, Integer> times = new HashMap<>();
        Files.readAllLines(file).forEach(id -> times.merge(id, 1, Integer::sum));
        return times;
    }

    /** What SQLite finds wrong with the file; {@code ok} when nothing is. */
    static String integrity(Path database) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return String.join("\n", lines);
    }
}
