package io.hooklatch.gateway.admin.api.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.access.Caller;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.Fields;
import io.hooklatch.gateway.admin.api.call.ProblemException;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.retention.RetentionPolicy;
import io.hooklatch.retention.RetentionSettings;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetentionRoutesTest {
    private final ManualTime time = ManualTime.start();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void onePreviewRunsAtATime() throws Exception {
        try (Hooklatch inbox = Hooklatch.builder()
                .store(slow(MemoryStore.open(time)))
                .timer(time)
                .endpoint(Endpoint.named("orders").recipe(Recipe.unverified()))
                .retention(RetentionSettings.of(RetentionPolicy.keepEverything()))
                .start()) {
            Route preview = new RetentionRoutes(inbox)
                    .routes().stream()
                            .filter(route -> route.template().equals("/prune/preview"))
                            .findFirst()
                            .orElseThrow();
            CompletableFuture<Answer> first =
                    CompletableFuture.supplyAsync(() -> preview.action().run(call()));
            assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> preview.action().run(call()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem().status()).isEqualTo(429))
                    .hasMessageContaining("a preview runs already");
            goOn.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS)).isInstanceOf(Answer.Content.class);
            assertThat(preview.action().run(call())).as("its place is free").isInstanceOf(Answer.Content.class);
        }
    }

    private static Call call() {
        return new Call(
                new Caller("alice", Role.VIEWER, "::1"),
                Map.of(),
                Fields.ofQuery(""),
                new byte[0],
                Optional.empty(),
                () -> true);
    }

    /** Looks for what can go only after {@link #goOn}. */
    private PrunableStore slow(MemoryStore store) {
        return (PrunableStore) Proxy.newProxyInstance(
                RetentionRoutesTest.class.getClassLoader(),
                new Class<?>[] {OperableStore.class, PrunableStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("prunable")) {
                        reading.countDown();
                        assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
