package io.hooklatch.jdbc;

import io.hooklatch.testkit.TransactionalStoreConformance;
import io.hooklatch.testkit.TransactionalStoreHome;
import java.io.IOException;

class SqliteStoreConformanceTest extends TransactionalStoreConformance {
    @Override
    protected TransactionalStoreHome newHome() throws IOException {
        return new SqliteHome();
    }
}
