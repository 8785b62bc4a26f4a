package io.hooklatch.bench.work;

import io.hooklatch.bench.FirstProblem;
import io.hooklatch.bench.inbox.SqliteFile;
import io.hooklatch.bench.inbox.StripeInbox;
import io.hooklatch.bench.load.SignedBatch;
import io.hooklatch.bench.load.StripeTraffic;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Verifier;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** An inbox with events that wait for a handler, and a ledger of the application's own in the same file. */
final class Backlog {
    /** The handler they wait for. */
    static final String HANDLER = "work";

    private static final String FILE = "inbox.db";
    private static final int ON_THEIR_WAY = 1024;

    private final Path directory;

    private Backlog(Path directory) {
        this.directory = directory;
    }

    /** Stores so many through the store itself, in an empty directory, and closes it. */
    static Backlog make(Path directory, StripeTraffic traffic, int events) throws Exception {
        SignedBatch requests = traffic.sign(events, System.currentTimeMillis() / 1000);
        Verifier verifier =
                Catalogue.standard().find("stripe").orElseThrow().verifier(List.of(StripeTraffic.SECRET), Map.of());
        Semaphore free = new Semaphore(ON_THEIR_WAY);
        FirstProblem problem = new FirstProblem();
        try (InboxStore store = SqliteStore.open(directory.resolve(FILE))) {
            for (Optional<Request> next = requests.next(); next.isPresent(); next = requests.next()) {
                free.acquire();
                store.append(waiting(verifier, next.get())).whenComplete((appended, failure) -> {
                    free.release();
                    if (failure != null) {
                        problem.report("cannot store the backlog: " + failure);
                    }
                });
            }
            free.acquire(ON_THEIR_WAY);
        }
        problem.raise();
        Path file = directory.resolve(FILE);
        SqliteFile.requireExactly(events, file, "SELECT count(*) FROM hooklatch_dispatch WHERE attempts = 0");
        ledger(file);
        return new Backlog(directory);
    }

    private static NewDelivery waiting(Verifier verifier, Request request) {
        long now = System.currentTimeMillis();
        Names names = verifier.names(request);
        return NewDelivery.of(
                StripeInbox.ENDPOINT,
                DeliveryKind.MESSAGE,
                now,
                request,
                request.body().length,
                verifier.verify(request, now),
                names,
                verifier.dedupeKeys(request, names),
                List.of(Route.queued(HANDLER)));
    }

    private static void ledger(Path file) throws SQLException {
        try (Connection connection = SqliteFile.open(file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ledger (event INTEGER PRIMARY KEY, amount INTEGER NOT NULL)");
        }
    }

    /** A copy of it in this empty directory; returns its file. */
    Path copyTo(Path other) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.copy(file, other.resolve(file.getFileName().toString()));
            }
        }
        return other.resolve(FILE);
    }
}
