package io.hooklatch.bench.inbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
    @Test
    void aRunThatLostARowFails(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("x.db");
        try (Connection connection = SqliteFile.openLikeTheStore(file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
            statement.execute("INSERT INTO t VALUES (1), (2)");
        }
        assertThatCode(() -> SqliteFile.requireExactly(2, file, "SELECT count(*) FROM t"))
                .doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(() -> SqliteFile.requireExactly(3, file, "SELECT count(*) FROM t"))
                .withMessage("2 in place of 3 by SELECT count(*) FROM t");
    }
}
