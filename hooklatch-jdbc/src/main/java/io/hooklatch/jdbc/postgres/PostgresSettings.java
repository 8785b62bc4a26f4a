package io.hooklatch.jdbc.postgres;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How an inbox in PostgreSQL is opened.
 *
 * @param dataSource where connections come from
 * @param schema the schema of the inbox: lower-case letters, digits and underscores
 * @param lanes how many connections commit
 * @param queueRows how many deliveries may wait for their commit
 * @param queueBytes how many bytes of bodies may wait for their commit
 * @param batchRows how many changes share a commit at most
 * @param readers how many connections read at most
 * @param handlers how many connections are lent to handlers at most
 * @param patience how long the database may take to give a connection or to answer
 * @param unsafe whether a database that may lose commits is accepted
 * @param digestKey the key under which credential headers are digested, when it is not kept in the database
 * @param testTime the time in place of the database's, for tests
 */
public record PostgresSettings(
        DataSource dataSource,
        String schema,
        int lanes,
        int queueRows,
        long queueBytes,
        int batchRows,
        int readers,
        int handlers,
        Duration patience,
        boolean unsafe,
        Optional<byte[]> digestKey,
        Optional<InstantSource> testTime) {
    /** The schema unless another one is given, and the one that SQL texts of this program name. */
    public static final String SCHEMA = "hooklatch";

    /** How errors call this inbox. */
    public String name() {
        return "PostgreSQL inbox \"" + schema + "\"";
    }

    /** A text of this program for the schema of this inbox. */
    public String sql(String text) {
        return schema.equals(SCHEMA) ? text : text.replace(SCHEMA + ".", schema + ".");
    }
}
