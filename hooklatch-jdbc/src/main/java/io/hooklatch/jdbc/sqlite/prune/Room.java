package io.hooklatch.jdbc.sqlite.prune;

import io.hooklatch.store.PrunableStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The pages of the file. */
public final class Room {
    private static final long INCREMENTAL = 2;
    private static final int STEP = 64;

    private final Statements statements;

    public Room(Statements statements) {
        this.statements = statements;
    }

    /** How much the file takes, and how much of that is unused. */
    public PrunableStore.Space space() throws SQLException {
        long page = number("PRAGMA main.page_size");
        return new PrunableStore.Space(
                page * number("PRAGMA main.page_count"),
                page * number("PRAGMA main.freelist_count"),
                number("PRAGMA main.auto_vacuum") == INCREMENTAL);
    }

    /** Takes about so many bytes of unused pages off the file's end, moving used ones from there. */
    public long reclaim(long bytes) throws SQLException {
        long page = number("PRAGMA main.page_size");
        long before = number("PRAGMA main.page_count");
        long pages = Math.min(bytes / page, number("PRAGMA main.freelist_count"));
        if (pages < 1 || number("PRAGMA main.auto_vacuum") != INCREMENTAL) {
            return 0;
        }
        PreparedStatement vacuum = statements.prepared("PRAGMA main.incremental_vacuum(" + STEP + ")");
        for (long taken = 0; taken < pages; taken += STEP) {
            try (ResultSet row = vacuum.executeQuery()) {
                // Each row stands for one page that was taken.
                boolean more = row.next();
                while (more) {
                    more = row.next();
                }
            }
        }
        return page * (before - number("PRAGMA main.page_count"));
    }

    private long number(String pragma) throws SQLException {
        try (ResultSet row = statements.prepared(pragma).executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
