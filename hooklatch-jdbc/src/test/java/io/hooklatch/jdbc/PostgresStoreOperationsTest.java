package io.hooklatch.jdbc;

import io.hooklatch.testkit.OperableStoreConformance;
import io.hooklatch.testkit.StoreHome;
import java.sql.SQLException;

class PostgresStoreOperationsTest extends OperableStoreConformance {
    @Override
    protected StoreHome newHome() throws SQLException {
        return new PostgresHome();
    }
}
