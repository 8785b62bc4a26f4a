package io.hooklatch.jdbc;

import io.hooklatch.testkit.PrunableStoreConformance;
import io.hooklatch.testkit.StoreHome;
import java.io.IOException;

class SqlitePruneConformanceTest extends PrunableStoreConformance {
    @Override
    protected StoreHome newHome() throws IOException {
        return new SqliteHome();
    }
}
