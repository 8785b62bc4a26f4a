package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A write that changes nothing of the inbox, and needs everything that a real one needs. */
final class Probe {
    private static final String WRITE = "INSERT INTO hooklatch.fact (name, value) VALUES ('probed_at', ?) "
            + "ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    private Probe() {}

    static void write(Session session, long now) throws SQLException {
        PreparedStatement statement = session.prepare(WRITE);
        statement.setBytes(1, ByteBuffer.allocate(Long.BYTES).putLong(now).array());
        statement.executeUpdate();
    }
}
