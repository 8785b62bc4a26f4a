package io.hooklatch.jdbc.row;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of an operation. */
public final class OperationColumns {
    /** In the order in which {@link #read} takes them. */
    public static final String ALL = "id, action, state, started_at, ended_at, rate, total, changed, skipped, failed, "
            + "actor, origin, reason, selection, cursor, detail";

    private OperationColumns() {}

    public static Operation read(ResultSet row) throws SQLException {
        long endedAt = row.getLong(5);
        Optional<Long> ended = row.wasNull() ? Optional.empty() : Optional.of(endedAt);
        return new Operation(
                new OperationId(row.getLong(1)),
                Action.ofCode(row.getInt(2)),
                new Actor(text(Text.read(row, 11)), text(Text.read(row, 12))),
                text(Text.read(row, 13)),
                text(Text.read(row, 14)),
                row.getLong(4),
                ended,
                OperationState.ofCode(row.getInt(3)),
                row.getInt(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                text(Text.read(row, 15)),
                text(Text.read(row, 16)));
    }

    private static String text(@Nullable String column) {
        return column == null ? "" : column;
    }
}
