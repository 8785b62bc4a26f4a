package io.hooklatch.gateway.docs;

import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;
import static io.hooklatch.work.Selector.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.Event;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the library code of the README, which is the region below to the letter. */
class ReadmeLibraryTest {
    private static final String BODY =
            "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"checkout.session.completed\",\"amount\":42}";

    private final List<String> shipped = new ArrayList<>();
    private final CountDownLatch both = new CountDownLatch(2);

    @TempDir
    private Path directory;

    @Test
    void theCodeOfTheReadmeIsTheCodeThatRunsHere() throws IOException {
        assertThat(Snippets.inReadme("readme-library"))
                .isEqualTo(Snippets.inTest("ReadmeLibraryTest", "readme-library"));
    }

    @Test
    void itReceivesStoresAndHandles() throws Exception {
        Path database = directory.resolve("inbox.db");
        Request request = Catalogue.standard()
                .find("stripe")
                .orElseThrow()
                .signer("whsec_old-secret", Map.of())
                .sign(Request.post("/webhooks/stripe", Headers.none(), BODY), Names.none(), System.currentTimeMillis());
        makeLedger(database);
        run(request, database);
        assertThat(shipped).containsExactly(BODY);
        assertThat(credited(database)).isEqualTo(42);
    }

    private void run(Request request, Path database) throws Exception {
        Paths Path = new Paths(database);
        // snippet:readme-library
        try (Hooklatch inbox = Hooklatch.builder()
                .store(SqliteStore.open(Path.of("inbox.db")))
                .endpoint(Endpoint.named("stripe")
                        .path("/webhooks/stripe")
                        .provider("stripe")
                        .secrets("whsec_new-secret", "whsec_old-secret"))
                .endpoint(Endpoint.named("acme")
                        .path("/webhooks/acme")
                        .recipe(Recipe.hmacSha256()
                                .header("x-acme-signature")
                                .prefix("sha256=")
                                .deliveryId(header("x-acme-delivery-id"))
                                .eventId(header("x-acme-event-id"))
                                .eventType(json("/type")))
                        .secrets("acme-secret"))
                .handler("fulfil", on("stripe").type("checkout.session.completed"), event -> ship(event))
                .transactionalHandler("ledger", on("stripe"), (event, connection) -> credit(connection, event))
                .start()) {
            Receipt receipt = inbox.receive(request); // blocks until durable
            CompletionStage<Receipt> later = inbox.receiveAsync(request); // completes when durable
            // end
            assertThat(receipt.status()).isEqualTo(200);
            assertThat(receipt.duplicate()).isFalse();
            Receipt again = later.toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(again.duplicate()).isTrue();
            assertThat(again.eventId()).isEqualTo(receipt.eventId());
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Lets the README say {@code Path.of("inbox.db")} while the test's file stands in its own directory. */
    private record Paths(Path database) {
        Path of(String name) {
            assertThat(name).isEqualTo("inbox.db");
            return database;
        }
    }

    private void ship(Event event) {
        shipped.add(event.text());
        both.countDown();
    }

    private void credit(Connection connection, Event event) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO ledger(event, amount) VALUES (?, 42)")) {
            insert.setString(1, event.id().toString());
            insert.executeUpdate();
        }
        both.countDown();
    }

    private static void makeLedger(Path database) throws SQLException {
        SqliteStore.open(database).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ledger(event TEXT PRIMARY KEY, amount INTEGER NOT NULL)");
        }
    }

    private static int credited(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(amount) FROM ledger")) {
            row.next();
            return row.getInt(1);
        }
    }
}
