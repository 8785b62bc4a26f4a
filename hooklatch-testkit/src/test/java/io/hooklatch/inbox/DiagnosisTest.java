package io.hooklatch.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.Hooklatch;
import io.hooklatch.diagnosis.Budget;
import io.hooklatch.diagnosis.Diagnoser;
import io.hooklatch.message.Cause;
import io.hooklatch.message.Confidence;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.InboxListener;
import io.hooklatch.observe.Listeners;
import io.hooklatch.receive.Confirmer;
import io.hooklatch.receive.Diagnoses;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.Outlet;
import io.hooklatch.receive.Receiver;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.store.Appended;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.Route;
import io.hooklatch.testkit.MemoryStore;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens to a refused delivery after its answer. */
class DiagnosisTest {
    private static final String LIVE = "the-live-secret";
    private static final String RETIRED = "the-retired-secret";
    private static final Recipe ACME =
            Recipe.hmacSha256().header("x-acme-signature").build();

    private final MemoryStore store = MemoryStore.open(Clock.systemUTC());
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Boolean> answeredBefore = new ArrayList<>();
    private CompletionStage<Receipt> answer = new CompletableFuture<>();
    private boolean full;

    private final InboxListener listener = new InboxListener() {
        @Override
        public void diagnosed(String endpoint, DeliveryId delivery, Diagnosis diagnosis) {
            heard.add(diagnosis.cause() + " on " + Thread.currentThread().getName());
        }

        @Override
        public void undiagnosed(String endpoint, DeliveryId delivery) {
            heard.add("dropped at " + endpoint);
        }
    };

    private final Diagnoses diagnoses = new Diagnoses(
            new Diagnoser(List::of, Budget.DEFAULT),
            store,
            List.of(acme()),
            new Listeners(List.of(listener)),
            Clock.systemUTC(),
            task -> {
                answeredBefore.add(answer.toCompletableFuture().isDone());
                if (full) {
                    throw new RejectedExecutionException("full");
                }
                waiting.add(task);
            });
    private final Receiver receiver = new Receiver(
            store,
            List.of(acme()),
            new Nowhere(),
            Confirmer.NONE,
            new Listeners(List.of(listener)),
            Clock.systemUTC(),
            () -> 0,
            diagnoses);

    private static Endpoint acme() {
        return Endpoint.named("orders")
                .path("/orders")
                .recipe(ACME)
                .secrets(LIVE)
                .retiredSecrets(RETIRED)
                .build();
    }

    private static Request signed(String secret) {
        Request request = Request.post("/orders", Headers.none(), "{\"order\":7}");
        return ACME.signer(secret, Map.of()).sign(request, Names.none(), 0);
    }

    @Test
    void theSearchIsAskedForOnlyOnceTheAnswerStandsAndRunsElsewhere() {
        store.pauseCommits();
        answer = receiver.receive(signed(RETIRED));
        assertThat(answeredBefore).isEmpty();
        store.resumeCommits();

        assertThat(answeredBefore).containsExactly(true);
        assertThat(heard).isEmpty();
        waiting.remove().run();
        DeliveryId id = answer.toCompletableFuture().join().deliveryId().orElseThrow();
        assertThat(store.reader().delivery(id).orElseThrow().diagnosis()).hasValueSatisfying(found -> {
            assertThat(found.cause()).isEqualTo(Cause.RETIRED_SECRET);
            assertThat(found.confidence()).isEqualTo(Confidence.HIGH);
            assertThat(found.line()).doesNotContain(RETIRED).doesNotContain(LIVE);
        });
    }

    @Test
    void theAnswerIsTheSameBytesWhateverTheCause() {
        Receipt known = receiver.receive(signed(RETIRED)).toCompletableFuture().join();
        Receipt unknown =
                receiver.receive(signed("somebody-elses")).toCompletableFuture().join();
        full = true;
        Receipt dropped =
                receiver.receive(signed(RETIRED)).toCompletableFuture().join();
        assertThat(List.of(known, unknown, dropped)).allSatisfy(receipt -> {
            assertThat(receipt.status()).isEqualTo(401);
            assertThat(receipt.headers()).isEmpty();
            assertThat(receipt.body()).isEmpty();
        });
    }

    @Test
    void whatIsTooManyIsDroppedAndTold() {
        full = true;
        receiver.receive(signed(RETIRED));
        assertThat(heard).containsExactly("dropped at orders");
        assertThat(waiting).isEmpty();
    }

    @Test
    void aFloodOfForgeriesCausesFewSearches() {
        for (int i = 0; i < 200; i++) {
            receiver.receive(signed("forged-secret-" + i));
        }
        assertThat(waiting).hasSizeLessThan(60);
        assertThat(heard).hasSize(200 - waiting.size());
    }

    @Test
    void acceptedDeliveriesAreNotLookedInto() {
        assertThat(receiver.receive(signed(LIVE)).toCompletableFuture().join().status())
                .isEqualTo(200);
        assertThat(waiting).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void whatStillWaitsAtTheEndIsTold() {
        receiver.receive(signed(RETIRED));
        diagnoses.close();
        waiting.remove().run();
        receiver.receive(signed(RETIRED));
        assertThat(heard).containsExactly("dropped at orders", "dropped at orders");
    }

    @Test
    void aDiagnosisThatCannotBeStoredIsTold() {
        receiver.receive(signed(RETIRED));
        store.close();
        waiting.remove().run();
        assertThat(heard).containsExactly("dropped at orders");
    }

    @Test
    void anInboxLooksForCausesOnAThreadOfItsOwn() throws InterruptedException {
        MemoryStore own = MemoryStore.open(Clock.systemUTC());
        Endpoint returns = Endpoint.named("returns")
                .path("/returns")
                .recipe(ACME)
                .secrets("secret-of-returns")
                .build();
        try (Hooklatch inbox = Hooklatch.builder()
                .store(own)
                .endpoint(acme())
                .endpoint(returns)
                .listener(listener)
                .start()) {
            Receipt receipt = inbox.receive(signed("secret-of-returns"));
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("SECRET_OF_ANOTHER_ENDPOINT on hooklatch-diagnosis");
            Diagnosis kept = inbox.reader()
                    .delivery(receipt.deliveryId().orElseThrow())
                    .orElseThrow()
                    .diagnosis()
                    .orElseThrow();
            assertThat(kept.evidence()).contains("endpoint returns");
        }
    }

    @Test
    void aSecretIsEitherLiveOrRetired() {
        assertThatThrownBy(() -> Endpoint.named("orders")
                        .recipe(ACME)
                        .secrets(LIVE)
                        .retiredSecrets(LIVE)
                        .build())
                .hasMessageContaining("retired secret 1 is live as well")
                .hasMessageNotContaining(LIVE);
    }

    /** Without handlers. */
    private static final class Nowhere implements Outlet {
        @Override
        public List<Route> routes(String endpoint, Names names) {
            return List.of();
        }

        @Override
        public List<String> handlers(String endpoint, Names names) {
            return List.of();
        }

        @Override
        public void appended(NewDelivery delivery, Appended appended) {
            assertThat(appended.deliveryId()).isNotNull();
        }

        @Override
        public void notAppended(NewDelivery delivery) {
            assertThat(delivery.endpoint()).isEqualTo("orders");
        }
    }
}
