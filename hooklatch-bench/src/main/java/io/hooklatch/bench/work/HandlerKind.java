package io.hooklatch.bench.work;

import static io.hooklatch.work.Selector.on;

import io.hooklatch.HooklatchBuilder;
import io.hooklatch.bench.inbox.StripeInbox;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicLong;

/** What is done with each event. */
enum HandlerKind {
    /** Nothing: what is left is the engine's own work. */
    NO_OP("no-op handler"),
    /** One insert into a table of the application, in the transaction that marks the event as handled. */
    TRANSACTIONAL("transactional handler, one insert");

    private final String words;

    HandlerKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Adds the handler; each run of it is counted. */
    HooklatchBuilder addTo(HooklatchBuilder inbox, AtomicLong runs) {
        return switch (this) {
            case NO_OP -> inbox.handler(Backlog.HANDLER, on(StripeInbox.ENDPOINT), event -> runs.incrementAndGet());
            case TRANSACTIONAL ->
                inbox.transactionalHandler(Backlog.HANDLER, on(StripeInbox.ENDPOINT), (event, connection) -> {
                    runs.incrementAndGet();
                    try (PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO ledger (event, amount) VALUES (?, 4900)")) {
                        insert.setLong(1, event.id().value());
                        insert.executeUpdate();
                    }
                });
        };
    }
}
