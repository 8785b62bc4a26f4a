package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.Text;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes diagnoses. */
final class DiagnosisRows {
    private final PreparedStatement write;

    DiagnosisRows(Connection connection) throws SQLException {
        write = connection.prepareStatement(
                "INSERT OR REPLACE INTO main.hooklatch_diagnosis (delivery, cause, confidence, "
                        + "evidence, fix) SELECT d.id, ?, ?, ?, ? FROM main.hooklatch_delivery d "
                        + "JOIN main.hooklatch_profile p ON p.id = d.profile WHERE d.id = ? AND p.verdict = "
                        + Verdict.Kind.REFUSED.code());
    }

    boolean write(DeliveryId delivery, Diagnosis diagnosis) throws SQLException {
        write.setInt(1, diagnosis.cause().code());
        write.setInt(2, diagnosis.confidence().code());
        Text.bind(write, 3, diagnosis.evidence());
        Text.bind(write, 4, diagnosis.fix());
        write.setLong(5, delivery.value());
        return write.executeUpdate() > 0;
    }
}
