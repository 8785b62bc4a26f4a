package io.hooklatch.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Request;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.work.Timer;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two inboxes on one database: what is paused at one is paused at the other, which never polls. */
class PostgresPauseTest {
    private static final Actor OPERATOR = new Actor("night watch", "library");

    private PostgresHome home;
    private Hooklatch here;
    private Hooklatch there;

    @BeforeEach
    void open() throws SQLException {
        home = new PostgresHome();
        here = start(Timer.system());
        there = start(ManualTime.start());
    }

    @AfterEach
    void close() throws SQLException {
        here.close();
        there.close();
        home.delete();
    }

    @Test
    void aPauseHoldsAtTheOtherNodeWithoutAPoll() throws Exception {
        assertThat(status()).isEqualTo(200);

        here.operations().pause(Pause.Kind.ENDPOINT, "shop", OPERATOR, "maintenance");
        awaitStatus(503);

        here.operations().resume(Pause.Kind.ENDPOINT, "shop", OPERATOR, "done");
        awaitStatus(200);
    }

    private Hooklatch start(Timer timer) {
        return Hooklatch.builder()
                .store(home.builder().open())
                .endpoint(Endpoint.named("shop").path("/shop").unverified())
                .timer(timer)
                .start();
    }

    private int status() {
        return there.receive(Request.post("/shop", Headers.none(), "{}")).status();
    }

    private void awaitStatus(int expected) throws InterruptedException {
        for (int round = 0; status() != expected; round++) {
            assertThat(round).as("not %s within a minute", expected).isLessThan(3000);
            boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
    }
}
