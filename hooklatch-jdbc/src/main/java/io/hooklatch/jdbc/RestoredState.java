package io.hooklatch.jdbc;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.file.Connections;
import io.hooklatch.jdbc.sqlite.file.Restoring;
import io.hooklatch.jdbc.sqlite.write.OutsideAudit;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Operation;
import io.hooklatch.message.Pause;
import io.hooklatch.store.NewOperation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Makes a copy an inbox of its own: what ran when it was made has ended, and its audit says where it comes from. */
final class RestoredState implements Restoring.Finish {
    private static final String ENDED = "the inbox was restored from a backup that was taken while this ran";

    /** So many are named in the audit; each of them is there by itself as well. */
    private static final int NAMED = 20;

    private final NewOperation restore;
    private final Map<DispatchState, Long> open = new EnumMap<>(DispatchState.class);
    private List<Operation> ended = List.of();
    private List<Pause> pauses = List.of();

    /** @param restore the entry of the audit */
    RestoredState(NewOperation restore) {
        this.restore = restore;
    }

    @Override
    public void on(SqliteSettings copy) throws SQLException {
        count(copy);
        try (OutsideAudit audit = OutsideAudit.open(copy)) {
            audit.endBackups();
            ended = audit.endOthers(ENDED);
            pauses = audit.pauses();
            audit.done(restore, detail());
        }
    }

    private void count(SqliteSettings copy) throws SQLException {
        try (Connection connection = Connections.reader(copy);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT state, count(*) FROM hooklatch_dispatch WHERE state IN (1, 2, 3) GROUP BY state")) {
            while (row.next()) {
                open.put(DispatchState.ofCode(row.getInt(1)), row.getLong(2));
            }
        }
    }

    private String detail() {
        StringJoiner detail = new StringJoiner("; ");
        detail.add(open.values().stream().mapToLong(Long::longValue).sum() + " dispatches are not settled");
        name(detail, "ended ", ended.stream().map(each -> each.id().toString()).toList());
        name(
                detail,
                "paused ",
                pauses.stream()
                        .map(each -> each.kind().name().toLowerCase(Locale.ROOT) + " " + each.name())
                        .toList());
        return detail.toString();
    }

    private static void name(StringJoiner detail, String what, List<String> all) {
        if (!all.isEmpty()) {
            List<String> some = all.subList(0, Math.min(all.size(), NAMED));
            detail.add(what
                    + String.join(", ", some)
                    + (some.size() < all.size() ? " and " + (all.size() - some.size()) + " more" : ""));
        }
    }

    /** How many dispatches are not settled. */
    Map<DispatchState, Long> open() {
        return open;
    }

    /** What ran, as it stood. */
    List<Operation> ended() {
        return ended;
    }

    List<Pause> pauses() {
        return pauses;
    }
}
