package io.hooklatch.jdbc;

import io.hooklatch.testkit.PrunableStoreConformance;
import io.hooklatch.testkit.StoreHome;
import java.sql.SQLException;

class PostgresPruneConformanceTest extends PrunableStoreConformance {
    @Override
    protected StoreHome newHome() throws SQLException {
        return new PostgresHome();
    }
}
