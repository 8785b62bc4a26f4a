package io.hooklatch.jdbc;

import io.hooklatch.testkit.StoreHome;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PostgresOperationsTest extends MistypedSecret {
    @Override
    StoreHome home() throws SQLException {
        return new PostgresHome();
    }
}
