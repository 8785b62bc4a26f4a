package io.hooklatch.gateway.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.access.AccessSettings;
import io.hooklatch.gateway.access.ApiKey;
import io.hooklatch.gateway.access.KeyText;
import io.hooklatch.gateway.access.RefusedCalls;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.AdminServer;
import io.hooklatch.gateway.admin.AdminSettings;
import io.hooklatch.gateway.admin.Readiness;
import io.hooklatch.gateway.admin.stream.Bell;
import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.OperationReader;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The admin port of an inbox whose lists of deliveries come only when they are let, or never come to an end. */
final class SlowInbox implements AutoCloseable {
    /** The one endpoint. */
    static final String ENDPOINT = "orders";

    private final ManualTime time = ManualTime.start();
    private final MemoryStore memory = MemoryStore.open(time);
    private final Semaphore asked = new Semaphore(0);
    private final CountDownLatch let = new CountDownLatch(1);
    private final boolean endless;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final Hooklatch inbox;
    private final AdminServer admin;

    private SlowInbox(boolean endless) throws IOException {
        this.endless = endless;
        OperationReader reader = proxy(OperationReader.class, memory.reader(), "deliveries", this::deliveries);
        inbox = Hooklatch.builder()
                .store(proxy(OperableStore.class, memory, "reader", arguments -> reader))
                .timer(time)
                .endpoint(Endpoint.named(ENDPOINT).path("/orders").recipe(Recipe.unverified()))
                .start();
        inbox.receive(Request.post("/orders", Headers.none(), "{}"));
        List<ApiKey> keys = Arrays.stream(Role.values())
                .map(role -> new ApiKey("the-" + role.text(), role, KeyText.sha256(Secret.of(ApiRig.key(role)))))
                .toList();
        ApiSettings settings = new ApiSettings(new AccessSettings(keys, false), List.of(), "0", time, Optional.empty());
        RefusedCalls refused = new RefusedCalls();
        admin = AdminServer.start(
                vertx,
                AdminSettings.loopback(0),
                new Readiness(inbox::probe),
                () -> "",
                refused,
                Optional.of(Api.of(vertx, settings, refused, inbox, new Bell())));
    }

    /** Lists wait until they are let. */
    static SlowInbox held() throws IOException {
        return new SlowInbox(false);
    }

    /** Whoever goes through the deliveries meets the same one again and again. */
    static SlowInbox endless() throws IOException {
        return new SlowInbox(true);
    }

    private Object deliveries(Object... arguments) throws InterruptedException {
        asked.release();
        if (endless) {
            return memory.reader().deliveries(((DeliveryQuery) arguments[0]).after(Cursor.START));
        }
        assertThat(let.await(60, TimeUnit.SECONDS)).isTrue();
        return memory.reader().deliveries((DeliveryQuery) arguments[0]);
    }

    private interface Instead {
        Object answer(Object... arguments) throws InterruptedException;
    }

    private static <T> T proxy(Class<T> type, T real, String name, Instead instead) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals(name)) {
                return instead.answer(arguments);
            }
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(SlowInbox.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Waits until so many more lists are under way. */
    void awaitReads(int count) throws InterruptedException {
        assertThat(asked.tryAcquire(count, 60, TimeUnit.SECONDS))
                .as("%s reads", count)
                .isTrue();
    }

    void letGo() {
        let.countDown();
    }

    int port() {
        return admin.port();
    }

    CompletableFuture<HttpResponse<String>> get(Role role, String path) {
        return send(role, path, HttpRequest.newBuilder().GET());
    }

    CompletableFuture<HttpResponse<String>> post(Role role, String path, String json) {
        return send(
                role,
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private CompletableFuture<HttpResponse<String>> send(Role role, String path, HttpRequest.Builder request) {
        return client.sendAsync(
                request.uri(URI.create("http://127.0.0.1:" + port() + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + ApiRig.key(role))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        letGo();
        admin.close();
        inbox.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
