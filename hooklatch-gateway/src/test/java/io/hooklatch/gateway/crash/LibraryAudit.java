package io.hooklatch.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.jdbc.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The audit of everything that a {@link LibraryChild} promises. */
final class LibraryAudit {
    private LibraryAudit() {}

    static Audit of(Path directory, Ledger ledger) throws SQLException, IOException {
        Path database = directory.resolve(LibraryChild.DATABASE);
        Audit audit;
        try (SqliteStore store = SqliteStore.open(database)) {
            audit = new Audit(ledger, Stored.read(store.reader()));
        }
        assertThat(Effects.integrity(database)).isEqualTo("ok");
        audit.receipts();
        audit.dispatches(LibraryChild.HANDLERS);
        audit.exactlyOnce(LibraryChild.TRANSACTIONAL, Effects.inTable(database));
        audit.atLeast(1, LibraryChild.PLAIN, Effects.inJournal(directory.resolve(LibraryChild.PLAIN)));
        audit.atLeast(2, LibraryChild.FAILS_ONCE, Effects.inJournal(directory.resolve(LibraryChild.FAILS_ONCE)));
        audit.parked(LibraryChild.GIVES_UP);
        return audit;
    }
}
