package io.hooklatch.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.Hooklatch;
import io.hooklatch.HooklatchBuilder;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Secrets that come with the first handshake. */
class LearntSecretTest {
    private static final String SECRET = "b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81";

    private static final Actor ALICE = new Actor("alice", "library");

    private final ManualTime time = ManualTime.start();
    private MemoryStore store = MemoryStore.open(time);

    private EndpointBuilder asana() {
        return Endpoint.named("asana")
                .path("/asana")
                .provider("asana")
                .option(
                        "learn_until",
                        Instant.ofEpochMilli(time.millis()).plusSeconds(60).toString());
    }

    private Hooklatch start(EndpointBuilder endpoint) {
        HooklatchBuilder builder = Hooklatch.builder().store(store).timer(time).endpoint(endpoint);
        return builder.start();
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

    @Test
    void theFirstHandshakeBringsTheSecretAndLaterOnesAreRefused() {
        try (Hooklatch inbox = start(asana())) {
            Receipt before = inbox.receive(signed(SECRET));
            assertThat(before.verdict().flatMap(Verdict::reason)).contains(Reason.NO_SECRET);
            assertThat(inbox.learntSecret("asana")).isEmpty();

            Receipt first = inbox.receive(handshake(SECRET));
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.headers()).isEqualTo(Headers.of("x-hook-secret", SECRET));
            assertThat(inbox.receive(signed(SECRET)).verdict().orElseThrow().kind())
                    .isEqualTo(Verdict.Kind.VERIFIED);
            assertThat(inbox.learntSecret("asana")).contains(SECRET);

            assertThat(inbox.receive(handshake(SECRET)).status())
                    .as("the same again")
                    .isEqualTo(200);
            Receipt other = inbox.receive(handshake("another-secret-of-a-stranger"));
            assertThat(other.status()).isEqualTo(403);
            assertThat(other.headers()).isEqualTo(Headers.none());
            assertThat(inbox.receive(signed("another-secret-of-a-stranger")).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void theSecretIsInNoRow() {
        try (Hooklatch inbox = start(asana())) {
            Receipt receipt = inbox.receive(handshake(SECRET));
            Delivery kept =
                    inbox.reader().delivery(receipt.deliveryId().orElseThrow()).orElseThrow();
            assertThat(kept.summary().kind()).isEqualTo(DeliveryKind.HANDSHAKE);
            assertThat(kept.request().headers().first("x-hook-secret"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith(Header.MASK));
            assertThat(new String(store.reader().secret("asana").orElseThrow(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(SECRET);
            assertThat(kept + " " + receipt + " " + kept.summary()).doesNotContain(SECRET);
        }
    }

    @Test
    void aSecretInABodyIsNotStoredWithIt() {
        String body = "{\"verification_token\":\"secret_tMrlL1qK5vuQAh1b6cZGhFCh\"}";
        EndpointBuilder notion = Endpoint.named("notion")
                .path("/notion")
                .provider("notion")
                .option(
                        "learn_until",
                        Instant.ofEpochMilli(time.millis()).plusSeconds(60).toString());
        try (Hooklatch inbox = start(notion)) {
            Receipt receipt = inbox.receive(Request.post("/notion", Headers.none(), body));
            assertThat(receipt.status()).isEqualTo(200);
            Delivery kept =
                    inbox.reader().delivery(receipt.deliveryId().orElseThrow()).orElseThrow();
            assertThat(kept.request().body()).isEmpty();
            assertThat(kept.truncated()).isTrue();
            assertThat(kept.summary().bodyLength()).isEqualTo(body.length());
            assertThat(inbox.learntSecret("notion")).contains("secret_tMrlL1qK5vuQAh1b6cZGhFCh");
        }
    }

    @Test
    void aRestartKnowsTheSecretAlsoAfterTheTimeForLearning() {
        EndpointBuilder endpoint = asana();
        try (Hooklatch inbox = start(endpoint)) {
            inbox.receive(handshake(SECRET));
        }
        time.advance(Duration.ofDays(1));
        store = store.reopen(time);
        try (Hooklatch inbox = start(endpoint)) {
            assertThat(inbox.receive(signed(SECRET)).status()).isEqualTo(200);
        }
    }

    @Test
    void afterTheTimeForLearningNothingIsLearnt() {
        try (Hooklatch inbox = start(asana())) {
            time.advance(Duration.ofSeconds(60));
            Receipt late = inbox.receive(handshake(SECRET));
            assertThat(late.status()).isEqualTo(403);
            assertThat(late.verdict().orElseThrow().detail()).contains("learn_until");
            assertThat(inbox.learntSecret("asana")).isEmpty();
        }
    }

    @Test
    void ofConcurrentHandshakesExactlyOneTeaches() {
        try (Hooklatch inbox = start(asana())) {
            store.pauseCommits();
            List<CompletionStage<Receipt>> receipts = IntStream.range(0, 20)
                    .mapToObj(i -> inbox.receiveAsync(handshake("secret-number-" + i)))
                    .toList();
            store.resumeCommits();
            List<Integer> statuses = receipts.stream()
                    .map(stage -> stage.toCompletableFuture().join().status())
                    .toList();
            assertThat(statuses).containsOnlyOnce(200);
            assertThat(statuses.get(0)).isEqualTo(200);
            assertThat(inbox.learntSecret("asana")).contains("secret-number-0");
            assertThat(inbox.receive(signed("secret-number-0")).status()).isEqualTo(200);
        }
    }

    @Test
    void aForgottenSecretNoLongerFitsAndAnotherCanBeLearnt() {
        try (Hooklatch inbox = start(asana())) {
            inbox.receive(handshake(SECRET));
            assertThat(inbox.forgetSecret("asana", ALICE, "it leaked")
                            .toCompletableFuture()
                            .join())
                    .isTrue();
            assertThat(inbox.receive(signed(SECRET)).status()).isEqualTo(401);
            assertThat(inbox.receive(handshake("another-secret")).status()).isEqualTo(200);
            assertThat(inbox.receive(signed("another-secret")).status()).isEqualTo(200);
            assertThat(inbox.operations().list(OperationQuery.all()).items())
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.action()).isEqualTo(Action.FORGET_SECRET);
                        assertThat(entry.selection()).isEqualTo("endpoint asana");
                        assertThat(entry.actor()).isEqualTo(ALICE);
                        assertThat(entry.reason()).isEqualTo("it leaked");
                        assertThat(entry.state()).isEqualTo(OperationState.DONE);
                        assertThat(entry.changed()).isEqualTo(1);
                    });
            assertThatThrownBy(() -> inbox.forgetSecret("asna", ALICE, "it leaked"))
                    .hasMessageContaining("endpoint \"asna\" is not one of this inbox; there are [asana]");
        }
    }

    @Test
    void aSecretThatWasForgottenMeanwhileIsNotUsedByWhoHeardOfItLate() {
        CompletableFuture<Boolean> kept = new CompletableFuture<>();
        CompletableFuture<Boolean> late = new CompletableFuture<>();
        InboxStore slow = (InboxStore) Proxy.newProxyInstance(
                InboxStore.class.getClassLoader(), new Class<?>[] {InboxStore.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(store, arguments);
                    if (!method.getName().equals("keepSecret")) {
                        return result;
                    }
                    kept.complete(true);
                    return ((CompletionStage<?>) result).thenCombine(late, (box, heard) -> box);
                });
        try (Hooklatch inbox =
                Hooklatch.builder().store(slow).timer(time).endpoint(asana()).start()) {
            CompletionStage<Receipt> learning = inbox.receiveAsync(handshake(SECRET));
            assertThat(kept).succeedsWithin(Duration.ofSeconds(60));
            CompletionStage<Boolean> forgotten = inbox.forgetSecret("asana", ALICE, "it leaked");
            late.complete(true);
            assertThat(learning.toCompletableFuture().join().status()).isEqualTo(200);
            assertThat(forgotten.toCompletableFuture().join()).isTrue();
            assertThat(inbox.learntSecret("asana")).isEmpty();
            assertThat(inbox.receive(signed(SECRET)).status()).isEqualTo(401);
        }
    }

    @Test
    void aSecretThatCannotBeKeptIsNotConfirmed() {
        try (Hooklatch inbox = start(asana())) {
            store.failNextCommits(1, new StoreUnavailableException("the disk is full"));
            assertThat(inbox.receive(handshake(SECRET)).status()).isEqualTo(503);
            assertThat(inbox.receive(signed(SECRET)).status()).isEqualTo(401);
            assertThat(inbox.receive(handshake(SECRET)).status()).isEqualTo(200);
        }
    }

    @Test
    void anEndpointWithASecretOfItsOwnLearnsNone() {
        EndpointBuilder endpoint =
                Endpoint.named("asana").path("/asana").provider("asana").secrets("a-configured-secret");
        try (Hooklatch inbox = start(endpoint)) {
            assertThat(inbox.receive(handshake(SECRET)).status()).isEqualTo(403);
            assertThat(inbox.receive(signed("a-configured-secret")).status()).isEqualTo(200);
        }
        assertThatThrownBy(() -> Endpoint.named("asana").provider("asana").build())
                .hasMessageContaining("secrets are missing");
    }
}
