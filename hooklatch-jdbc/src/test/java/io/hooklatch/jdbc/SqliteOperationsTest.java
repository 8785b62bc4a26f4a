package io.hooklatch.jdbc;

import io.hooklatch.testkit.StoreHome;
import java.io.IOException;

class SqliteOperationsTest extends MistypedSecret {
    @Override
    StoreHome home() throws IOException {
        return new SqliteHome();
    }
}
