package io.hooklatch.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.PostgresRig;
import io.hooklatch.jdbc.PostgresStore;
import io.hooklatch.store.InboxStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** An inbox in a schema of a PostgreSQL server. A dead node's work is soon taken by another. */
record InPostgres(PostgresRig server, String schema) implements GatewayRun.Kept {
    @Override
    public String settings() {
        return server.store(schema) + "lease_for: 2s\n";
    }

    @Override
    public InboxStore open() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(server.url());
        dataSource.setUser("postgres");
        return PostgresStore.builder(dataSource).schema(schema).open();
    }

    /** Every index fits its table, and every row of one table those of the others. */
    @Override
    public void check() throws SQLException {
        server.execute("CREATE EXTENSION IF NOT EXISTS amcheck");
        server.execute("SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
                + "WHERE relkind = 'i' AND nspname = '" + schema + "'");
        assertThat(number("SELECT count(*) FROM SCHEMA.dispatch d WHERE NOT EXISTS "
                        + "(SELECT 1 FROM SCHEMA.event e WHERE e.id = d.event)"))
                .as("dispatches without an event")
                .isZero();
        assertThat(number("SELECT count(*) FROM SCHEMA.event e WHERE NOT EXISTS "
                        + "(SELECT 1 FROM SCHEMA.delivery d WHERE d.id = e.delivery AND d.event = e.id)"))
                .as("events without their delivery")
                .isZero();
        assertThat(number("SELECT count(*) FROM SCHEMA.dedupe_key k WHERE NOT EXISTS "
                        + "(SELECT 1 FROM SCHEMA.event e WHERE e.id = k.event)"))
                .as("keys without an event")
                .isZero();
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.replace("SCHEMA", schema))) {
            row.next();
            return row.getLong(1);
        }
    }
}
