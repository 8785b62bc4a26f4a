package io.hooklatch.jdbc;

import io.hooklatch.testkit.StoreConformance;
import io.hooklatch.testkit.StoreHome;
import java.io.IOException;

class SqliteStoreConformanceTest extends StoreConformance {
    @Override
    protected StoreHome newHome() throws IOException {
        return new SqliteHome();
    }
}
