package io.hooklatch.jdbc;

import io.hooklatch.testkit.OperableStoreConformance;
import io.hooklatch.testkit.StoreHome;
import java.io.IOException;

class SqliteStoreOperationsTest extends OperableStoreConformance {
    @Override
    protected StoreHome newHome() throws IOException {
        return new SqliteHome();
    }
}
