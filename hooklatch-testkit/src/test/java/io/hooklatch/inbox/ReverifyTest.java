package io.hooklatch.inbox;

import static io.hooklatch.recipe.From.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.Promotion;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Preview;
import io.hooklatch.operate.Selection;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.receive.RefusedQuota;
import io.hooklatch.recipe.Part;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.TimestampUnit;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import io.hooklatch.work.Selector;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Deliveries that were refused, and would not be today. */
class ReverifyTest {
    private static final String RIGHT = "the-right-secret-of-acme";
    private static final String WRONG = "a-secret-that-was-mistyped";
    private static final Actor OPERATOR = new Actor("night watch", "library");
    private static final Selection REFUSED =
            new Selection.Deliveries(DeliveryQuery.all().verdict(Verdict.Kind.REFUSED));
    private static final Recipe SIGNED = Recipe.hmacSha256()
            .named("acme")
            .header("x-acme-signature")
            .timestamp(header("x-acme-time"), TimestampUnit.SECONDS)
            .signs(Part.timestamp(), Part.text("."), Part.body())
            .build();

    private final ManualTime time = ManualTime.start();
    private MemoryStore store = MemoryStore.open(time);
    private final LinkedBlockingQueue<String> handled = new LinkedBlockingQueue<>();

    @Test
    void aDeliveryIsVerifiedWithTodaysSecretAtTheTimeItWasReceived() throws Exception {
        try (Hooklatch inbox = start(signed(WRONG))) {
            assertThat(inbox.receive(request("{\"n\":1}")).status()).isEqualTo(401);
            assertThat(preview(inbox).changes()).isZero();
            assertThat(preview(inbox).sample().get(0).detail()).startsWith("still REFUSED (SIGNATURE_MISMATCH)");
        }
        time.advance(Duration.ofDays(3));
        try (Hooklatch inbox = start(signed(RIGHT))) {
            Preview preview = preview(inbox);
            assertThat(preview.selected()).isEqualTo(1);
            assertThat(preview.changes()).isEqualTo(1);
            assertThat(preview.sample().get(0).detail())
                    .startsWith("REFUSED (SIGNATURE_MISMATCH)")
                    .endsWith("-> VERIFIED");
            assertThat(promote(inbox).changed()).isEqualTo(1);
            assertThat(handled.poll(20, TimeUnit.SECONDS)).isEqualTo("{\"n\":1} VERIFIED");
            assertThat(preview(inbox).changes()).isZero();
            assertThat(promote(inbox).changed()).isZero();
            assertThat(inbox.receive(request("{\"n\":1}")).status())
                    .as("sent again today")
                    .isEqualTo(200);
        }
    }

    @Test
    void tenThousandRefusedDeliveriesAreHandledOnceEachWhenTheSecretIsRight() throws Exception {
        int many = 10_000;
        try (Hooklatch inbox = start(signed(WRONG))) {
            for (int i = 0; i < many; i++) {
                inbox.receive(request("{\"n\":" + i + "}"));
            }
        }
        Set<String> bodies = new HashSet<>();
        try (Hooklatch inbox = start(signed(RIGHT))) {
            assertThat(preview(inbox).changes()).isEqualTo(many);
            assertThat(promote(inbox).changed()).isEqualTo(many);
            for (int i = 0; i < many; i++) {
                assertThat(bodies.add(handled.poll(60, TimeUnit.SECONDS))).isTrue();
            }
            assertThat(preview(inbox).changes()).isZero();
            assertThat(promote(inbox).changed()).isZero();
        }
        assertThat(handled).isEmpty();
    }

    @Test
    void copiesThatTheSenderRepeatedBecomeOneEvent() throws Exception {
        EndpointBuilder wrong = signed(WRONG);
        try (Hooklatch inbox = start(wrong)) {
            for (int i = 0; i < 4; i++) {
                inbox.receive(request("{\"n\":1}"));
            }
        }
        try (Hooklatch inbox = start(signed(RIGHT))) {
            assertThat(promote(inbox).changed()).isEqualTo(4);
            assertThat(handled.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(inbox.reader().events(EventQuery.all()).items()).hasSize(1);
            assertThat(inbox.receive(request("{\"n\":1}")).duplicate()).isTrue();
        }
        assertThat(handled).isEmpty();
    }

    @Test
    void aTokenThatIsStoredAsADigestIsStillRecognised() throws Exception {
        Recipe bearer = Recipe.bearerToken().named("bearer").build();
        Request shown = bearer.signer(RIGHT, Map.of())
                .sign(Request.post("/acme", Headers.of("x-n", "1"), "{}"), Names.none(), time.millis());
        Request other = bearer.signer("yet-another-token", Map.of())
                .sign(Request.post("/acme", Headers.of("x-n", "2"), "{}"), Names.none(), time.millis());
        try (Hooklatch inbox = start(endpoint(WRONG).recipe(bearer))) {
            Receipt refused = inbox.receive(shown);
            inbox.receive(other);
            Delivery kept =
                    inbox.reader().delivery(refused.deliveryId().orElseThrow()).orElseThrow();
            assertThat(kept.request().headers().toString()).doesNotContain(RIGHT);
        }
        try (Hooklatch inbox = start(endpoint(RIGHT).recipe(bearer))) {
            Operation done = promote(inbox);
            assertThat(done.changed()).isEqualTo(1);
            assertThat(done.skipped()).isEqualTo(1);
            assertThat(handled.poll(20, TimeUnit.SECONDS)).isEqualTo("{} AUTHENTICATED");
            assertThat(items(inbox, done))
                    .extracting(OperationItem::detail)
                    .anySatisfy(detail -> assertThat(detail).startsWith("still REFUSED (TOKEN_MISMATCH)"));
            Promotion promotion = inbox.reader().deliveries(DeliveryQuery.all()).items().stream()
                    .map(row -> inbox.operations().reader().promotion(row.id()))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow();
            assertThat(promotion.verdict().keyId()).contains("1");
        }
    }

    @Test
    void aBodyOfWhichOnlyAPartIsKeptCannotBeVerifiedAgain() {
        try (Hooklatch inbox = start(signed(WRONG).refusedQuota(new RefusedQuota(10, 10, 1000, 4)))) {
            inbox.receive(request("{\"n\":12345}"));
        }
        try (Hooklatch inbox = start(signed(RIGHT))) {
            Operation done = promote(inbox);
            assertThat(done.changed()).isZero();
            assertThat(items(inbox, done).get(0).detail()).isEqualTo("only a part of its body is kept");
        }
    }

    @Test
    void anEndpointThatIsGoneIsSaid() {
        try (Hooklatch inbox = start(signed(WRONG))) {
            inbox.receive(request("{}"));
        }
        try (Hooklatch inbox = start(Endpoint.named("other").path("/other").unverified())) {
            Operation done = promote(inbox);
            assertThat(items(inbox, done).get(0).detail()).isEqualTo("endpoint \"acme\" is not one of this inbox");
        }
    }

    @Test
    void anAcceptedDeliveryIsShownAndLeftAlone() throws Exception {
        try (Hooklatch inbox = start(Endpoint.named("acme").path("/acme").unverified())) {
            inbox.receive(request("{\"n\":1}"));
            assertThat(handled.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
        try (Hooklatch inbox = start(signed(RIGHT))) {
            Preview preview = inbox.operations()
                    .preview(Action.REVERIFY, new Selection.Deliveries(DeliveryQuery.all()), Optional.empty());
            assertThat(preview.changes()).isZero();
            assertThat(preview.sample().get(0).detail()).isEqualTo("UNVERIFIED -> VERIFIED; it is an event already");
        }
    }

    private Hooklatch start(EndpointBuilder endpoint) {
        store = store.reopen(time);
        return Hooklatch.builder()
                .store(store)
                .timer(time)
                .endpoint(endpoint)
                .handler(
                        "ship",
                        Selector.onEvery(),
                        event ->
                                handled.add(event.text() + " " + event.verdict().kind()))
                .start();
    }

    private static EndpointBuilder signed(String secret) {
        return endpoint(secret).recipe(SIGNED);
    }

    private static EndpointBuilder endpoint(String secret) {
        return Endpoint.named("acme").path("/acme").secrets(secret);
    }

    private Request request(String body) {
        return SIGNED.signer(RIGHT, Map.of())
                .sign(Request.post("/acme", Headers.none(), body), Names.none(), time.millis());
    }

    private static Preview preview(Hooklatch inbox) {
        return inbox.operations().preview(Action.REVERIFY, REFUSED, Optional.empty());
    }

    private static Operation promote(Hooklatch inbox) {
        Operation begun =
                inbox.operations().start(new Order(Action.REVERIFY, REFUSED, OPERATOR, "the secret was mistyped"));
        return inbox.operations()
                .ended(begun.id())
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static List<OperationItem> items(Hooklatch inbox, Operation operation) {
        return inbox.operations()
                .reader()
                .items(operation.id(), Cursor.START, 100)
                .items();
    }
}
