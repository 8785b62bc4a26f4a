package io.hooklatch.jdbc.sqlite.write;

import java.sql.SQLException;

/** A place just before each commit where tests hold the writer or let the disk fail. In service nothing happens here. */
@FunctionalInterface
interface CommitGate {
    CommitGate OPEN = () -> {};

    /**
     * Called by the writer's thread.
     *
     * @throws SQLException as the commit would
     */
    void beforeCommit() throws SQLException;
}
