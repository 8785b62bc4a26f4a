package io.hooklatch.jdbc.sqlite.keys;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.file.Connections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Where the hashes of the table on disk are read, beside the writer. */
@FunctionalInterface
interface KeySource {
    Reading open() throws SQLException;

    /** One thread's view of the table, each step of its own moment. */
    interface Reading extends AutoCloseable {
        /** Fills in hashes from this one on, in ascending order and perhaps repeated; fewer than fit at the end. */
        int next(long from, long[] hashes) throws SQLException;

        @Override
        void close() throws SQLException;
    }

    /** The file, by a connection of its own that can only read. */
    static KeySource of(SqliteSettings settings) {
        return new KeySource() {
            @Override
            public Reading open() throws SQLException {
                return new FileReading(Connections.reader(settings));
            }

            @Override
            public String toString() {
                return settings.name();
            }
        };
    }

    /** See {@link #of}. */
    final class FileReading implements Reading {
        private final Connection connection;

        FileReading(Connection connection) {
            this.connection = connection;
        }

        @Override
        public int next(long from, long[] hashes) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT hash FROM hooklatch_key WHERE hash >= ? ORDER BY hash LIMIT ?")) {
                statement.setLong(1, from);
                statement.setInt(2, hashes.length);
                int size = 0;
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        hashes[size++] = row.getLong(1);
                    }
                }
                return size;
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
