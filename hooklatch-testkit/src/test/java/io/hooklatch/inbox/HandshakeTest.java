package io.hooklatch.inbox;

import static io.hooklatch.recipe.From.json;
import static io.hooklatch.recipe.From.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.receive.RefusedQuota;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Handshake;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.work.Selector;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final String TOKEN = "a-verify-token-of-this-test";
    private static final String SECRET = "an-app-secret-of-this-test";
    private static final String SUBSCRIBE = "/meta?hub.mode=subscribe&hub.challenge=42&hub.verify_token=";

    private final TestInbox test = new TestInbox();

    private static EndpointBuilder meta() {
        return Endpoint.named("meta")
                .path("/meta")
                .provider("meta")
                .secrets(SECRET)
                .option("verify_token", TOKEN);
    }

    @Test
    void aHandshakeIsRecordedThenAnsweredAndNeverAnEvent() {
        try (Hooklatch inbox = test.builder().endpoint(meta()).start()) {
            Receipt receipt = inbox.receive(get(SUBSCRIBE + TOKEN));

            assertThat(receipt.status()).isEqualTo(200);
            assertThat(receipt.body()).asString(StandardCharsets.UTF_8).isEqualTo("42");
            assertThat(receipt.eventId()).isEmpty();
            Delivery kept = delivery(inbox, receipt);
            assertThat(kept.summary().kind()).isEqualTo(DeliveryKind.HANDSHAKE);
            assertThat(kept.summary().key()).isEmpty();
            assertThat(kept.summary().verdict().kind()).isEqualTo(Verdict.Kind.AUTHENTICATED);
            assertThat(kept.summary().verdict().detail()).isEqualTo("handshake subscribe");
            assertThat(inbox.reader().events(EventQuery.all()).items()).isEmpty();
        }
    }

    @Test
    void theVerifyTokenIsNeitherStoredNorTold() {
        try (Hooklatch inbox = test.builder().endpoint(meta()).start()) {
            for (String token : new String[] {TOKEN, "a-wrong-token"}) {
                Delivery kept = delivery(inbox, inbox.receive(get(SUBSCRIBE + token)));
                assertThat(kept.summary().target())
                        .startsWith("/meta?hub.mode=subscribe&hub.challenge=42&hub.verify_token=" + Header.MASK)
                        .doesNotContain(token);
                assertThat(kept + " " + kept.summary() + " " + inbox.endpoints())
                        .doesNotContain(token);
            }
            Delivery message = delivery(inbox, inbox.receive(Request.post(SUBSCRIBE + TOKEN, Headers.none(), "{}")));
            assertThat(message.summary().kind()).isEqualTo(DeliveryKind.MESSAGE);
            assertThat(message.summary().target()).doesNotContain(TOKEN);
        }
    }

    @Test
    void withoutATokenOfItsOwnTheEndpointConfirmsNothing() {
        try (Hooklatch inbox = test.builder()
                .endpoint(Endpoint.named("meta").path("/meta").provider("meta").secrets(SECRET))
                .start()) {
            Receipt receipt = inbox.receive(get(SUBSCRIBE + TOKEN));
            assertThat(receipt.status()).isEqualTo(403);
            assertThat(receipt.body()).isEmpty();
            assertThat(receipt.verdict().flatMap(Verdict::reason)).contains(Reason.HANDSHAKE_REFUSED);
        }
    }

    @Test
    void anotherMethodIsTakenForHandshakesOnly() {
        try (Hooklatch inbox =
                test.builder().endpoint(meta()).endpoint(TestInbox.orders()).start()) {
            Receipt receipt = inbox.receive(get("/meta?hub.mode=unsubscribe"));
            assertThat(receipt.status()).isEqualTo(405);
            assertThat(receipt.headers()).isEqualTo(Headers.of("allow", "POST"));
            assertThat(receipt.deliveryId()).isEmpty();
            assertThat(inbox.receive(get("/orders?challenge=1")).status()).isEqualTo(405);
            assertThat(inbox.endpointAt("/meta").orElseThrow().handshakeMethods())
                    .containsExactly("GET");
            assertThat(inbox.endpointAt("/orders").orElseThrow().handshakeMethods())
                    .isEmpty();
        }
    }

    @Test
    void aDisabledEndpointAnswersNoHandshake() {
        try (Hooklatch inbox = test.builder().endpoint(meta().disabled()).start()) {
            assertThat(inbox.receive(get(SUBSCRIBE + TOKEN)).status()).isEqualTo(405);
        }
    }

    @Test
    void aHandshakeThatCannotBeRecordedIsNotAnswered() {
        try (Hooklatch inbox = test.builder().endpoint(meta()).start()) {
            test.store.failNextCommits(1, new StoreUnavailableException("the disk is full"));
            Receipt receipt = inbox.receive(get(SUBSCRIBE + TOKEN));
            assertThat(receipt.status()).isEqualTo(503);
            assertThat(receipt.body()).isEmpty();
        }
    }

    @Test
    void strangersCannotFillTheDiskWithHandshakes() {
        try (Hooklatch inbox = test.builder()
                .endpoint(meta().refusedQuota(new RefusedQuota(2, 0, 1 << 20, 1 << 20)))
                .endpoint(Endpoint.named("dropbox")
                        .path("/dropbox")
                        .provider("dropbox")
                        .secrets(SECRET)
                        .refusedQuota(new RefusedQuota(2, 0, 1 << 20, 1 << 20)))
                .start()) {
            for (int i = 0; i < 2; i++) {
                assertThat(inbox.receive(get(SUBSCRIBE + "wrong")).deliveryId()).isPresent();
                assertThat(inbox.receive(get("/dropbox?challenge=1")).status()).isEqualTo(200);
            }
            Receipt refused = inbox.receive(get(SUBSCRIBE + "wrong"));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.deliveryId()).isEmpty();
            assertThat(inbox.receive(get("/dropbox?challenge=1")).status())
                    .as("no 2xx without a record")
                    .isEqualTo(503);
            assertThat(inbox.receive(get(SUBSCRIBE + TOKEN)).status())
                    .as("who shows the token is not held up by strangers")
                    .isEqualTo(200);
            assertThat(inbox.reader().deliveries(DeliveryQuery.all()).items()).hasSize(5);
        }
    }

    @Test
    void aHandshakeOccupiesNoKeyAndRunsNoHandler() {
        Recipe recipe = Recipe.unverified()
                .named("acme")
                .eventId(json("/id"))
                .handshake(Handshake.named("ping").equal(json("/type"), "ping").answerText("pong"))
                .build();
        try (Hooklatch inbox = test.builder()
                .endpoint(Endpoint.named("acme").path("/acme").recipe(recipe))
                .handler("all", Selector.onEvery(), event -> {})
                .start()) {
            Request ping = Request.post("/acme", Headers.none(), "{\"id\":\"1\",\"type\":\"ping\"}");
            Receipt first = inbox.receive(ping);
            assertThat(first.body()).asString(StandardCharsets.UTF_8).isEqualTo("pong");
            assertThat(inbox.receive(ping).duplicate()).isFalse();
            assertThat(delivery(inbox, first).summary().names().eventId()).contains("1");
            Receipt event = inbox.receive(Request.post("/acme", Headers.none(), "{\"id\":\"1\"}"));
            assertThat(event.duplicate()).as("the key is still free").isFalse();
            assertThat(event.eventId()).isPresent();
            assertThat(inbox.reader().events(EventQuery.all()).items()).hasSize(1);
        }
    }

    @Test
    void anAcceptedDeliveryAndItsDuplicateAreAnsweredAsTheProviderAsks() {
        Recipe shiphero = Catalogue.standard().find("shiphero").orElseThrow();
        Request signed = shiphero.signer(SECRET, Map.of())
                .sign(
                        Request.post("/ship", Headers.of("X-Shiphero-Message-ID", "m-1"), "{}"),
                        new Names(Optional.of("m-1"), Optional.empty(), Optional.empty()),
                        0);
        try (Hooklatch inbox = test.builder()
                .endpoint(Endpoint.named("ship").path("/ship").recipe(shiphero).secrets(SECRET))
                .start()) {
            for (boolean duplicate : new boolean[] {false, true}) {
                Receipt receipt = inbox.receive(signed);
                assertThat(receipt.duplicate()).isEqualTo(duplicate);
                assertThat(receipt.status()).isEqualTo(200);
                assertThat(receipt.body())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("{\"code\":\"200\",\"Status\":\"Success\"}");
            }
            Receipt refused = inbox.receive(signed.withBody(new byte[] {1}));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.body()).isEmpty();
        }
    }

    @Test
    void aCredentialInTheQueryIsMaskedWhereverItStandsAndHoweverItIsSpelt() {
        Handshake handshake = Handshake.named("h")
                .method("GET")
                .has(query("c"))
                .requires(query("t k"), "option verify_token")
                .answerText("{query c}");
        Recipe recipe = Recipe.hmacSha256()
                .named("acme")
                .header("x-sig")
                .handshake(handshake)
                .build();
        try (Hooklatch inbox = test.builder()
                .endpoint(Endpoint.named("acme")
                        .path("/acme")
                        .recipe(recipe)
                        .secrets(SECRET)
                        .option("verify_token", TOKEN))
                .start()) {
            for (String name : new String[] {"t%20k", "t+k", "%74+k"}) {
                String target = "/acme?a=1&" + name + "=" + TOKEN + "&c=2&" + name + "=" + TOKEN + "&b=%zz";
                Receipt receipt = inbox.receive(get(target));
                assertThat(receipt.status()).as(name).isEqualTo(200);
                assertThat(delivery(inbox, receipt).summary().target())
                        .startsWith("/acme?a=1&" + name + "=" + Header.MASK)
                        .endsWith("&b=%zz")
                        .contains("&c=2&")
                        .doesNotContain(TOKEN);
            }
        }
    }

    private static Request get(String target) {
        return new Request("GET", target, Headers.none(), new byte[0], "192.0.2.7");
    }

    private static Delivery delivery(Hooklatch inbox, Receipt receipt) {
        return inbox.reader().delivery(receipt.deliveryId().orElseThrow()).orElseThrow();
    }
}
