package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.NewOperation;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A node that stands still in the middle of an operator's step. */
class PostgresOperatorsTest {
    @Test
    void whoWaitsForAnOperationKeepsNoReceiptWaiting() throws Exception {
        PostgresHome home = new PostgresHome();
        try (PostgresStore store =
                home.builder().lanes(1).patience(Duration.ofMinutes(2)).open()) {
            Operation operation = await(
                    store.begin(new NewOperation(Action.REPLAY, new Actor("alice", "library"), "why", "", 0, 0, "")));
            CompletableFuture<Boolean> ended;
            try (Connection other = home.applicationConnection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("SELECT 1 FROM " + home.schema() + ".operation FOR UPDATE");
                ended = store.end(operation.id(), OperationState.CANCELLED, "enough")
                        .toCompletableFuture();
                for (int i = 0; i < 20; i++) {
                    await(store.append(aDelivery().route("ship").build()));
                }
                assertThat(await(store.lease("ship", 20, Duration.ofMinutes(1))))
                        .hasSize(20);
                assertThat(ended).isNotDone();
                other.rollback();
            }
            assertThat(await(ended)).isTrue();
        } finally {
            home.delete();
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
