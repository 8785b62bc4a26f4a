package io.hooklatch.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.InboxListener;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one store: what one learns or forgets, the other knows before it refuses, and after a poll at the latest. */
class SharedSecretTest {
    private static final String OLD = "the-secret-of-the-first-handshake";
    private static final String NEW = "the-secret-of-the-second-handshake";
    private static final Actor ALICE = new Actor("alice", "library");

    private final ManualTime time = ManualTime.start();
    private final ManualTime timeThere = ManualTime.start();
    private final MemoryStore rows = MemoryStore.open(time);
    private final SharedStore storeThere = new SharedStore(rows);
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final Hooklatch here = start(new SharedStore(rows), time);
    private final Hooklatch there = start(storeThere, timeThere);

    private Hooklatch start(SharedStore store, ManualTime timer) {
        return Hooklatch.builder()
                .store(store.store())
                .timer(timer)
                .endpoint(Endpoint.named("asana")
                        .path("/asana")
                        .provider("asana")
                        .option("learn_until", "2026-01-02T00:00:00Z"))
                .listener(new InboxListener() {
                    @Override
                    public void troubled(String where, String problem) {
                        troubles.add(where + ": " + problem);
                    }
                })
                .start();
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        rows.close();
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

    private void forgetHere() {
        assertThat(here.forgetSecret("asana", ALICE, "it leaked")
                        .toCompletableFuture()
                        .join())
                .isTrue();
    }

    private void bothKnowTheOldOne() {
        assertThat(status(here, handshake(OLD))).isEqualTo(200);
        assertThat(status(there, signed(OLD))).isEqualTo(200);
        assertThat(status(here, signed(OLD))).isEqualTo(200);
    }

    @Test
    void whatOneNodeLearntTheOtherUsesForTheFirstDeliveryThatNeedsIt() {
        assertThat(status(there, signed(OLD))).isEqualTo(401);
        bothKnowTheOldOne();
    }

    @Test
    void aForgottenSecretFitsNowhereAfterOnePoll() throws Exception {
        bothKnowTheOldOne();
        forgetHere();
        assertThat(status(here, signed(OLD))).isEqualTo(401);

        timeThere.advance(Duration.ofSeconds(10));

        for (int round = 0; status(there, signed(OLD)) != 401; round++) {
            assertThat(round).as("accepted for a minute").isLessThan(3000);
            boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
        assertThat(troubles).isEmpty();
    }

    @Test
    void aNodeThatHasAForgottenSecretStillTakesTheNextHandshake() {
        bothKnowTheOldOne();
        forgetHere();
        assertThat(status(there, handshake(NEW))).isEqualTo(200);
        for (Hooklatch node : List.of(there, here)) {
            assertThat(status(node, signed(NEW))).isEqualTo(200);
            assertThat(status(node, signed(OLD))).isEqualTo(401);
        }
    }

    @Test
    void aForgottenSecretThatComesAgainIsKeptAgain() {
        bothKnowTheOldOne();
        forgetHere();
        assertThat(status(there, handshake(OLD))).isEqualTo(200);
        assertThat(here.learntSecret("asana")).contains(OLD);
        assertThat(status(here, signed(OLD))).isEqualTo(200);
    }

    @Test
    void ofTwoNodesThatLearnAtOnceTheLaterRefusesAndUsesTheSecretOfTheOther() {
        storeThere.beforeKeeping(() -> assertThat(status(here, handshake(OLD))).isEqualTo(200));
        assertThat(status(there, handshake(NEW))).isEqualTo(403);
        int reads = storeThere.secretsRead();
        assertThat(status(there, signed(OLD))).isEqualTo(200);
        assertThat(storeThere.secretsRead()).isEqualTo(reads);
    }

    @Test
    void validDeliveriesReadNoSecret() {
        bothKnowTheOldOne();
        int reads = storeThere.secretsRead();
        for (int i = 0; i < 100; i++) {
            assertThat(status(there, signed(OLD))).isEqualTo(200);
        }
        assertThat(storeThere.secretsRead()).isEqualTo(reads);
        assertThat(status(there, signed("a-guess-of-a-stranger"))).isEqualTo(401);
        assertThat(storeThere.secretsRead()).isEqualTo(reads + 1);
    }

    @Test
    void refusalsThatComeTogetherShareALook() throws Exception {
        bothKnowTheOldOne();
        int reads = storeThere.secretsRead();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        storeThere.beforeReading(() -> {
            reading.countDown();
            assertThat(soon(goOn)).isTrue();
        });
        CompletionStage<Receipt> first = there.receiveAsync(signed("a-guess-of-a-stranger"));
        assertThat(soon(reading)).isTrue();
        List<CompletableFuture<Receipt>> others = IntStream.range(0, 50)
                .mapToObj(i ->
                        there.receiveAsync(signed("a-guess-of-stranger-" + i)).toCompletableFuture())
                .toList();
        goOn.countDown();
        assertThat(first.toCompletableFuture().get(60, TimeUnit.SECONDS).status())
                .isEqualTo(401);
        for (CompletableFuture<Receipt> other : others) {
            assertThat(other.get(60, TimeUnit.SECONDS).status()).isEqualTo(401);
        }
        assertThat(storeThere.secretsRead()).isEqualTo(reads + 2);
    }

    @Test
    void aLookThatFailsIsToldAndTheNodeGoesOnWithWhatItHas() {
        bothKnowTheOldOne();
        storeThere.beforeReading(() -> {
            throw new StoreUnavailableException("the readers are gone");
        });
        assertThat(status(there, signed("a-guess-of-a-stranger"))).isEqualTo(401);
        assertThat(troubles).containsExactly("endpoint asana: cannot look for a learnt secret: the readers are gone");
        assertThat(status(there, signed(OLD))).isEqualTo(200);
    }

    private static boolean soon(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
