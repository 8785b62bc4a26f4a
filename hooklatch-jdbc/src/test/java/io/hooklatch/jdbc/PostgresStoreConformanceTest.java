package io.hooklatch.jdbc;

import io.hooklatch.testkit.TransactionalStoreConformance;
import io.hooklatch.testkit.TransactionalStoreHome;
import java.sql.SQLException;

class PostgresStoreConformanceTest extends TransactionalStoreConformance {
    @Override
    protected TransactionalStoreHome newHome() throws SQLException {
        return new PostgresHome();
    }
}
