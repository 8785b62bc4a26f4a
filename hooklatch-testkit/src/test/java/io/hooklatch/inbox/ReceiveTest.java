package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.EAGER;
import static io.hooklatch.inbox.TestInbox.order;
import static io.hooklatch.inbox.TestInbox.orders;
import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;
import static io.hooklatch.work.Selector.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.receive.Ingest;
import io.hooklatch.receive.RefusedQuota;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.StoreBusyException;
import io.hooklatch.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveTest {
    private final TestInbox test = new TestInbox();

    @Test
    void fault2_noAnswerLeavesBeforeTheReceiptIsDurable() throws Exception {
        try (Hooklatch inbox = test.builder().endpoint(orders()).start()) {
            test.store.pauseCommits();
            CompletableFuture<Receipt> answer = inbox.receiveAsync(order("1")).toCompletableFuture();
            assertThat(answer).isNotDone();
            assertThat(deliveries(inbox)).isEmpty();
            test.store.resumeCommits();
            assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(deliveries(inbox)).hasSize(1);
        }
    }

    @Test
    void whatArrivedIsWhatIsKept() {
        byte[] body = {(byte) 0xff, 0, 'a', (byte) 0xc3, 0x28};
        Headers headers = Headers.of("X-Id", "1", "x-REPEAT", "b", "X-Repeat", "a", "x-latin", "caf\u00e9");
        Request request = new Request("POST", "/orders?b=%2F&a=1", headers, body, "192.0.2.7");
        try (Hooklatch inbox = test.builder().endpoint(orders()).start()) {
            Receipt receipt = inbox.receive(request);
            Delivery kept =
                    inbox.reader().delivery(receipt.deliveryId().orElseThrow()).orElseThrow();
            assertThat(kept.request().body()).isEqualTo(body);
            assertThat(kept.request().headers()).isEqualTo(headers);
            assertThat(kept.request().target()).isEqualTo("/orders?b=%2F&a=1");
            assertThat(kept.summary().remoteAddress()).isEqualTo("192.0.2.7");
            assertThat(kept.summary().verdict().kind()).isEqualTo(Verdict.Kind.UNVERIFIED);
        }
    }

    @Test
    void aRefusedDeliveryIsKeptWithItsReasonAndTakesNoKey() {
        try (Hooklatch inbox = test.builder().endpoint(tokened()).start()) {
            Receipt refused = inbox.receive(withToken("not the right one", "7"));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.body()).isEmpty();
            assertThat(refused.eventId()).isEmpty();
            Receipt good = inbox.receive(withToken("a-long-enough-token", "7"));
            assertThat(good.status()).isEqualTo(200);
            assertThat(good.duplicate())
                    .as("fault 56: a refused delivery occupies no key")
                    .isFalse();

            DeliverySummary kept = inbox.reader()
                    .deliveries(DeliveryQuery.all().verdict(Verdict.Kind.REFUSED))
                    .items()
                    .get(0);
            assertThat(kept.verdict().reason()).hasValue(Reason.TOKEN_MISMATCH);
            assertThat(kept.names().eventId()).hasValue("7");
            assertThat(inbox.reader().events(EventQuery.all()).items()).hasSize(1);
        }
    }

    @Test
    void fault64_aCredentialHeaderIsKeptAsADigestThatIsTheSameForTheSameValue() {
        try (Hooklatch inbox = test.builder().endpoint(tokened()).start()) {
            inbox.receive(withToken("a-long-enough-token", "1"));
            inbox.receive(withToken("a-long-enough-token", "2"));
            inbox.receive(withToken("another-token-entirely", "3"));
            List<String> kept = inbox.reader().deliveries(DeliveryQuery.all()).items().stream()
                    .map(summary -> inbox.reader().delivery(summary.id()).orElseThrow())
                    .map(delivery ->
                            delivery.request().headers().first("X-Token").orElseThrow())
                    .toList();
            assertThat(kept).allMatch(value -> value.startsWith("hooklatch-digest:"));
            assertThat(kept.get(1)).isEqualTo(kept.get(2)).isNotEqualTo(kept.get(0));
        }
    }

    @Test
    void fault64_aTokenInTheQueryIsKeptAsADigestAndTheRestOfTheTargetAsItCame() {
        Recipe recipe = Recipe.parse("acme", "{\"token\":{\"in\":\"query s\"}}");
        Endpoint endpoint = Endpoint.named("acme")
                .path("/acme")
                .recipe(recipe)
                .secrets("a-long-enough-token")
                .build();
        try (Hooklatch inbox = test.builder().endpoint(endpoint).start()) {
            Receipt receipt =
                    inbox.receive(Request.post("/acme?a=%7E&%73=a-long%2Denough-token&b=s=1&s", Headers.none(), "{}"));
            assertThat(receipt.status()).isEqualTo(200);
            DeliverySummary kept =
                    inbox.reader().deliveries(DeliveryQuery.all()).items().get(0);
            assertThat(inbox.reader()
                            .delivery(kept.id())
                            .orElseThrow()
                            .request()
                            .target())
                    .matches("/acme\\?a=%7E&%73=hooklatch-digest:[0-9a-f]{64}&b=s=1&s");
        }
    }

    @Test
    void unknownPathsAndWrongMethodsAreAnsweredAndNothingIsStored() throws Exception {
        try (Hooklatch inbox =
                test.builder().endpoint(orders().methods("POST", "PUT")).start()) {
            assertThat(inbox.receive(Request.post("/nowhere", Headers.none(), "{}"))
                            .status())
                    .isEqualTo(404);
            Receipt get = inbox.receive(new Request("GET", "/orders", Headers.none(), new byte[0], ""));
            assertThat(get.status()).isEqualTo(405);
            assertThat(get.headers().first("allow")).hasValue("POST, PUT");
            assertThat(deliveries(inbox)).isEmpty();
            test.await("turned away 404 UNKNOWN_ENDPOINT");
            test.await("turned away 405 WRONG_METHOD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/", "/ORDERS", "/%6frders", "/x/../orders", "//orders", "/orders%00", "orders", ""})
    void fault47_aPathIsComparedRawAndNeverDecoded(String target) {
        try (Hooklatch inbox = test.builder().endpoint(orders()).start()) {
            assertThat(inbox.receive(Request.post(target, Headers.none(), "{}")).status())
                    .isEqualTo(404);
            assertThat(deliveries(inbox)).isEmpty();
        }
    }

    @Test
    void aDisabledEndpointAsksTheSenderToTryAgain() {
        try (Hooklatch inbox = test.builder().endpoint(orders().disabled()).start()) {
            Receipt receipt = inbox.receive(order("1"));
            assertThat(receipt.status()).isEqualTo(503);
            assertThat(receipt.headers().has("retry-after")).isTrue();
        }
    }

    @Test
    void fault39_aBodyOverTheLimitIsAnswered413AndKeptAsAStub() {
        try (Hooklatch inbox = test.builder().endpoint(orders().maxBodyBytes(4)).start()) {
            assertThat(inbox.receive(Request.post("/orders", Headers.none(), "12345"))
                            .status())
                    .isEqualTo(413);
            assertThat(inbox.oversized(Request.post("/orders", Headers.none(), ""), -1)
                            .toCompletableFuture()
                            .join()
                            .status())
                    .isEqualTo(413);
            assertThat(deliveries(inbox))
                    .extracting(DeliverySummary::kind, DeliverySummary::bodyLength)
                    .containsExactly(tuple(DeliveryKind.STUB, -1L), tuple(DeliveryKind.STUB, 5L));
        }
    }

    @Test
    void aFullQueueAndABrokenStoreAre503AndFreeWhatWasClaimed() throws Exception {
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER.concurrency(1), event -> {})
                .start()) {
            test.store.failNextCommits(1, new StoreBusyException("full"));
            assertThat(inbox.receive(order("1")).status()).isEqualTo(503);
            test.store.failNextCommits(1, new StoreUnavailableException("no space left"));
            Receipt second = inbox.receive(order("1"));
            assertThat(second.status()).isEqualTo(503);
            assertThat(second.headers().first("retry-after")).hasValue("5");
            assertThat(inbox.receive(order("1")).status()).isEqualTo(200);
            test.await("turned away 503 BUSY");
            test.await("trouble at endpoint orders: cannot store: no space left");
            test.await("turned away 503 STORE_UNAVAILABLE");
            test.await("ship 1 SUCCEEDED HANDLED");
        }
    }

    @Test
    void whatExceedsTheQuotaOfRefusedDeliveriesIsAnsweredAndCounted() throws Exception {
        try (Hooklatch inbox = test.builder()
                .endpoint(tokened().refusedQuota(new RefusedQuota(2, 0, 1_000, 3)))
                .start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(inbox.receive(withToken("wrong", "1")).status()).isEqualTo(401);
            }
            assertThat(deliveries(inbox)).hasSize(2);
            assertThat(inbox.reader().delivery(deliveries(inbox).get(0).id()).orElseThrow())
                    .matches(Delivery::truncated)
                    .satisfies(kept ->
                            assertThat(kept.request().body()).isEqualTo("{\"i".getBytes(StandardCharsets.UTF_8)));
            test.await("turned away 401 OVER_QUOTA");
            assertThat(inbox.receive(withToken("a-long-enough-token", "1")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void anExplicitNameBeatsTheEndpointsRuleWhichBeatsTheRecipes() {
        try (Hooklatch inbox =
                test.builder().endpoint(orders().eventType(json("/kind"))).start()) {
            Request request =
                    Request.post("/orders", Headers.of("x-id", "9", "x-type", "recipe"), "{\"kind\":\"rule\"}");
            inbox.receive(request);
            inbox.ingest(Ingest.verified("orders", request).eventType("said").key("other"));
            assertThat(deliveries(inbox))
                    .extracting(delivery -> delivery.names().eventType().orElseThrow())
                    .containsExactly("said", "rule");
            assertThat(deliveries(inbox).get(0).names().eventId()).hasValue("9");
            assertThat(deliveries(inbox).get(0).verdict().kind()).isEqualTo(Verdict.Kind.VERIFIED);
            assertThat(deliveries(inbox).get(0).duplicate()).isFalse();
        }
    }

    @Test
    void afterCloseEverySenderIsAskedToTryAgain() {
        Hooklatch inbox = test.builder().endpoint(orders()).start();
        inbox.close();
        inbox.close();
        assertThat(inbox.receive(order("1")).status()).isEqualTo(503);
    }

    private static EndpointBuilder tokened() {
        return Endpoint.named("tokened")
                .path("/tokened")
                .recipe(Recipe.sharedToken("x-token").eventId(header("x-id")))
                .secrets("a-long-enough-token");
    }

    private static Request withToken(String token, String id) {
        return Request.post("/tokened", Headers.of("X-Token", token, "x-id", id), "{\"id\":" + id + "}");
    }

    private static List<DeliverySummary> deliveries(Hooklatch inbox) {
        return inbox.reader().deliveries(DeliveryQuery.all()).items();
    }
}
