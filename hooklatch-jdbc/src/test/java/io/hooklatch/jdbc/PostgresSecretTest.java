package io.hooklatch.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.testkit.ManualTime;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two inboxes on one database, neither of which polls: what one learns or forgets, the other goes by. */
class PostgresSecretTest {
    private static final Actor OPERATOR = new Actor("night watch", "library");
    private static final String OLD = "the-secret-of-the-first-handshake";
    private static final String NEW = "the-secret-of-the-second-handshake";

    private PostgresHome home;
    private Hooklatch here;
    private Hooklatch there;

    @BeforeEach
    void open() throws SQLException {
        home = new PostgresHome();
        here = start();
        there = start();
        assertThat(status(here, handshake(OLD))).isEqualTo(200);
        assertThat(status(there, signed(OLD))).isEqualTo(200);
    }

    private Hooklatch start() {
        return Hooklatch.builder()
                .store(home.builder().open())
                .endpoint(Endpoint.named("asana")
                        .path("/asana")
                        .provider("asana")
                        .option("learn_until", "2999-01-01T00:00:00Z"))
                .timer(ManualTime.start())
                .start();
    }

    @AfterEach
    void close() throws SQLException {
        here.close();
        there.close();
        home.delete();
    }

    @Test
    void aSecretForgottenAtOneNodeFitsAtNoneWithoutAPoll() throws Exception {
        forgetHere();
        for (int round = 0; status(there, signed(OLD)) != 401; round++) {
            assertThat(round).as("accepted for a minute").isLessThan(3000);
            boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
        assertThat(status(here, signed(OLD))).isEqualTo(401);
    }

    @Test
    void theHandshakeAfterThatIsTakenAtTheOtherNodeAndHoldsAtBoth() {
        forgetHere();
        assertThat(status(there, handshake(NEW))).isEqualTo(200);
        for (Hooklatch node : List.of(here, there)) {
            assertThat(status(node, signed(NEW))).isEqualTo(200);
            assertThat(status(node, signed(OLD))).isEqualTo(401);
        }
        assertThat(status(here, handshake("the-secret-of-a-stranger"))).isEqualTo(403);
    }

    private void forgetHere() {
        assertThat(here.forgetSecret("asana", OPERATOR, "it leaked")
                        .toCompletableFuture()
                        .join())
                .isTrue();
    }

    private static Request handshake(String secret) {
        return Request.post("/asana", Headers.of("X-Hook-Secret", secret), "{}");
    }

    private static Request signed(String secret) {
        return Catalogue.standard()
                .find("asana")
                .orElseThrow()
                .signer(secret, Map.of())
                .sign(Request.post("/asana", Headers.none(), "{\"events\":[]}"), Names.none(), 0);
    }

    private static int status(Hooklatch node, Request request) {
        return node.receive(request).status();
    }
}
