package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What is found out beside the deliveries: diagnoses of refused ones, and the sealed secrets that endpoints learnt. */
final class Findings {
    private static final String DIAGNOSE =
            "INSERT INTO hooklatch.diagnosis (delivery, cause, confidence, evidence, fix) "
                    + "SELECT id, ?, ?, ?, ? FROM hooklatch.delivery WHERE id = ? AND reason IS NOT NULL "
                    + "ON CONFLICT (delivery) DO UPDATE SET cause = excluded.cause, confidence = excluded.confidence, "
                    + "evidence = excluded.evidence, fix = excluded.fix";

    private static final String KEEP =
            "INSERT INTO hooklatch.secret (endpoint, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final String KEPT = "SELECT sealed FROM hooklatch.secret WHERE endpoint = ?";

    private static final String FORGET = "DELETE FROM hooklatch.secret WHERE endpoint = ?";

    private Findings() {}

    static boolean diagnose(Session session, DeliveryId delivery, Diagnosis diagnosis) throws SQLException {
        PreparedStatement write = session.prepare(DIAGNOSE);
        write.setInt(1, diagnosis.cause().code());
        write.setInt(2, diagnosis.confidence().code());
        StoredText.bind(write, 3, diagnosis.evidence());
        StoredText.bind(write, 4, diagnosis.fix());
        write.setLong(5, delivery.value());
        return write.executeUpdate() > 0;
    }

    /** Keeps it unless there is one; gives the one that is kept. */
    static byte[] keep(Session session, String endpoint, byte[] sealed) throws SQLException {
        PreparedStatement keep = session.prepare(KEEP);
        StoredText.bind(keep, 1, endpoint);
        keep.setBytes(2, sealed);
        keep.executeUpdate();
        PreparedStatement kept = session.prepare(KEPT);
        StoredText.bind(kept, 1, endpoint);
        try (ResultSet row = kept.executeQuery()) {
            if (!row.next()) {
                throw new KeyRaceException(); // another node forgot it between the two statements
            }
            return row.getBytes(1);
        }
    }

    static boolean forget(Session session, String endpoint) throws SQLException {
        PreparedStatement forget = session.prepare(FORGET);
        StoredText.bind(forget, 1, endpoint);
        return forget.executeUpdate() > 0;
    }
}
