package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.store.IdSequence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Ids in the order of commits. It also keeps how far ids ran ahead of the clock at most, in the table of facts: that much
 * later than a row's own time its id may be, which bounds the ids of a time range.
 */
final class IdRows {
    private static final List<String> COLUMNS = List.of(
            "hooklatch_delivery.id",
            "hooklatch_dispatch.id",
            "hooklatch_attempt.id",
            "hooklatch_past.event",
            "hooklatch_operation.id");

    private final IdSequence ids;
    private final PreparedStatement writeLead;
    private long last;
    private long lead;
    private long leadBefore;

    /** Goes on with this sequence. */
    IdRows(Connection connection, IdSequence ids) throws SQLException {
        this.ids = ids;
        writeLead = connection.prepareStatement(
                "INSERT OR REPLACE INTO main.hooklatch_inbox (name, value) VALUES ('id_lead', ?)");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(max(value), 0) FROM main.hooklatch_inbox WHERE name = 'id_lead'")) {
            row.next();
            lead = Math.max(row.getLong(1), Traits.LEAD_MILLIS);
            leadBefore = lead;
        }
    }

    /** The greatest id in the tables, or 0. */
    static long greatest(Connection connection) throws SQLException {
        long greatest = 0;
        try (Statement statement = connection.createStatement()) {
            for (String column : COLUMNS) {
                String table = column.substring(0, column.indexOf('.'));
                try (ResultSet row =
                        statement.executeQuery("SELECT coalesce(max(" + column + "), 0) FROM main." + table)) {
                    row.next();
                    greatest = Math.max(greatest, row.getLong(1));
                }
            }
        }
        return greatest;
    }

    long next() {
        last = ids.next();
        return last;
    }

    /**
     * Writes the lead when it grew.
     *
     * @param now the time of the rows of the transaction
     */
    void beforeCommit(long now) throws SQLException {
        if (last == 0 || IdSequence.timeOf(last) - now <= lead) {
            return;
        }
        lead = 2 * (IdSequence.timeOf(last) - now);
        writeLead.setLong(1, lead);
        writeLead.executeUpdate();
    }

    void committed() {
        leadBefore = lead;
    }

    void rolledBack() {
        lead = leadBefore;
    }
}
