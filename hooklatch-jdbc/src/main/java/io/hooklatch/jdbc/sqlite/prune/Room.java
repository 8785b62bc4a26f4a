package io.hooklatch.jdbc.sqlite.prune;

import io.hooklatch.store.PrunableStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The pages of the file. */
public final class Room {
    private static final long INCREMENTAL = 2;
    private static final String PAGE_SIZE = "PRAGMA main.page_size";

    private final Statements statements;

    public Room(Statements statements) {
        this.statements = statements;
    }

    /** How much the file takes, and how much of that is unused. */
    public PrunableStore.Space space() throws SQLException {
        long page = number(PAGE_SIZE);
        return new PrunableStore.Space(
                page * number("PRAGMA main.page_count"),
                page * number("PRAGMA main.freelist_count"),
                number("PRAGMA main.auto_vacuum") == INCREMENTAL);
    }

    /** Takes about so many bytes of unused pages off the file's end, moving used ones from there. */
    public long reclaim(long bytes) throws SQLException {
        long page = number(PAGE_SIZE);
        long before = number("PRAGMA main.page_count");
        long pages = Math.min(bytes / page, number("PRAGMA main.freelist_count"));
        if (pages < 1 || number("PRAGMA main.auto_vacuum") != INCREMENTAL) {
            return 0;
        }
        // A prepared one would take a single page: each page is a step of its own, and the driver makes one.
        try (Statement vacuum = statements.prepared(PAGE_SIZE).getConnection().createStatement()) {
            vacuum.executeUpdate("PRAGMA main.incremental_vacuum(" + pages + ")");
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
