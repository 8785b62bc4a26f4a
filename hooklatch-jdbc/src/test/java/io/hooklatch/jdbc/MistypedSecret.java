package io.hooklatch.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Operation;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Preview;
import io.hooklatch.operate.Selection;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Signer;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.testkit.StoreHome;
import io.hooklatch.work.Selector;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Ten thousand deliveries that were refused because the secret was mistyped, in any store. */
abstract class MistypedSecret {
    private static final int MANY = 10_000;
    private static final String RIGHT = "the-right-secret-of-acme";
    private static final Recipe RECIPE =
            Recipe.hmacSha256().named("acme").header("x-acme-signature").build();
    private static final Selection REFUSED =
            new Selection.Deliveries(DeliveryQuery.all().verdict(Verdict.Kind.REFUSED));

    private final Map<EventId, Integer> handled = new ConcurrentHashMap<>();
    private final CountDownLatch all = new CountDownLatch(MANY);

    abstract StoreHome home() throws Exception;

    @Test
    void tenThousandRefusedDeliveriesAreHandledOnceEachWhenTheSecretIsRight() throws Exception {
        StoreHome home = home();
        try {
            try (Hooklatch wrong = start(home, "a-secret-that-was-mistyped")) {
                receive(wrong);
                assertThat(preview(wrong).changes()).isZero();
            }
            try (Hooklatch right = start(home, RIGHT)) {
                Preview preview = preview(right);
                assertThat(preview.selected()).isEqualTo(MANY);
                assertThat(preview.changes()).isEqualTo(MANY);
                assertThat(preview.sample()).hasSize(Preview.SAMPLE);
                assertThat(promote(right).changed()).isEqualTo(MANY);
                assertThat(all.await(2, TimeUnit.MINUTES)).isTrue();
                assertThat(preview(right).changes()).isZero();
                Operation again = promote(right);
                assertThat(again.changed()).isZero();
                assertThat(again.skipped()).isEqualTo(MANY);
            }
        } finally {
            home.delete();
        }
        assertThat(handled).hasSize(MANY);
        assertThat(handled.values()).containsOnly(1);
    }

    private static void receive(Hooklatch inbox) {
        Signer signer = RECIPE.signer(RIGHT, Map.of());
        List<CompletableFuture<Receipt>> waiting = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Request request = Request.post("/acme", Headers.none(), "{\"order\":" + i + "}");
            waiting.add(
                    inbox.receiveAsync(signer.sign(request, Names.none(), 0)).toCompletableFuture());
            if (waiting.size() == 200) {
                assertThat(waiting)
                        .allSatisfy(
                                receipt -> assertThat(receipt.join().status()).isEqualTo(401));
                waiting.clear();
            }
        }
    }

    private Hooklatch start(StoreHome home, String secret) throws Exception {
        return Hooklatch.builder()
                .store(home.open(Clock.systemUTC()))
                .endpoint(Endpoint.named("acme").path("/acme").recipe(RECIPE).secrets(secret))
                .handler("ship", Selector.on("acme"), event -> {
                    handled.merge(event.id(), 1, Integer::sum);
                    all.countDown();
                })
                .start();
    }

    private static Preview preview(Hooklatch inbox) {
        return inbox.operations().preview(Action.REVERIFY, REFUSED, Optional.empty());
    }

    private static Operation promote(Hooklatch inbox) {
        Actor operator = new Actor("night watch", "library");
        Operation begun = inbox.operations().start(new Order(Action.REVERIFY, REFUSED, operator, "mistyped"));
        return inbox.operations()
                .ended(begun.id())
                .toCompletableFuture()
                .orTimeout(2, TimeUnit.MINUTES)
                .join();
    }
}
