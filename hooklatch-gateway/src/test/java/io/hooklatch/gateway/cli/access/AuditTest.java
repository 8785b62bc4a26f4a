package io.hooklatch.gateway.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.store.InboxStore;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    @TempDir
    Path directory;

    @Test
    void aStoreThatRecordsNothingIsRefusedRatherThanShownEmpty() throws Exception {
        try (SqliteStore store = SqliteStore.open(directory.resolve("inbox.db"))) {
            assertThat(Audit.of(store, "inbox.db").list(Filters.none()).items()).isEmpty();

            InboxStore plain = (InboxStore) Proxy.newProxyInstance(
                    InboxStore.class.getClassLoader(),
                    new Class<?>[] {InboxStore.class},
                    (proxy, method, arguments) -> method.invoke(store, arguments));
            assertThatThrownBy(() -> Audit.of(plain, "some store"))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(2))
                    .hasMessageContaining("some store does not record what operators do");
        }
    }
}
