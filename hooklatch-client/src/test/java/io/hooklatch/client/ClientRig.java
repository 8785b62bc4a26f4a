package io.hooklatch.client;

import io.hooklatch.client.made.ApiClient;
import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.access.KeyText;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.config.ConfigFile;
import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Headers;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.InboxListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A running gateway with a key for each role, and generated clients that show one. */
final class ClientRig implements AutoCloseable {
    private static final int WAIT_SECONDS = 60;
    private static final String YAML = """
            endpoints:
              shop:
                unverified: true
                event_type: json /type
                event_id: json /id
              github:
                provider: github
                secrets: ${GITHUB_SECRET}
            destinations:
              log: {type: log}
            routes:
              - {endpoint: shop, types: "order.*", to: log}
            """;

    private final Semaphore attempted = new Semaphore(0);
    private final Gateway gateway;

    ClientRig(Path directory) throws Exception {
        StringBuilder config = new StringBuilder("listen: 127.0.0.1:0\nadmin:\n  listen: 127.0.0.1:0\n  keys:\n");
        for (Role role : Role.values()) {
            config.append("    - {name: the-" + role.text() + ", role: " + role.text() + ", sha256: "
                    + KeyText.sha256(key(role)) + "}\n");
        }
        Path file = Files.writeString(directory.resolve("hooklatch.yaml"), config + YAML);
        gateway = Gateway.start(
                ConfigFile.read(file, Map.of("GITHUB_SECRET", "of-the-github-endpoint")), new InboxListener() {
                    @Override
                    public void attempted(
                            String handler,
                            EventId eventId,
                            DispatchId dispatchId,
                            int attempt,
                            AttemptOutcome outcome,
                            DispatchState next,
                            String error,
                            long nanos) {
                        attempted.release();
                    }
                });
    }

    private static Secret key(Role role) {
        String digits = KeyText.sha256(Secret.of("of the " + role));
        return Secret.of("hlk_" + digits.substring(0, 8) + "_" + digits);
    }

    /** A client that shows the key of this role. */
    ApiClient as(Role role) {
        return showing(key(role).reveal());
    }

    /** A client that shows this. */
    ApiClient showing(String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri("http://127.0.0.1:" + gateway.adminPort() + "/api/v1");
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
        return client;
    }

    /** Delivers an event to the endpoint {@code shop}. */
    Receipt deliver(String id) {
        return receive("/webhooks/shop", "{\"id\":\"" + id + "\",\"type\":\"order.paid\"}");
    }

    Receipt receive(String path, String body) {
        return gateway.inbox().receive(Request.post(path, Headers.of("Content-Type", "application/json"), body));
    }

    /** Waits until so many attempts have ended that were not waited for yet. */
    void awaitAttempts(int count) throws InterruptedException {
        if (!attempted.tryAcquire(count, WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("not " + count + " attempts within " + WAIT_SECONDS + " s");
        }
    }

    /** Waits until the operation has ended. */
    void awaitEnd(String operation) {
        gateway.inbox()
                .operations()
                .ended(OperationId.parse(operation))
                .toCompletableFuture()
                .orTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
