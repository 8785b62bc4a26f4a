package io.hooklatch.gateway.admin.api;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.render.InboxJson;
import io.hooklatch.gateway.render.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

/** The program itself, its figures, and the document that describes all this. */
final class ServiceRoutes {
    private static final List<String> DOCUMENTS =
            List.of("openapi.yaml", "schemas.yaml", "operations.yaml", "upkeep.yaml");
    private static final int PROBE_SECONDS = 5;

    private final Hooklatch inbox;
    private final IntSupplier streams;
    private final String version;
    private final InstantSource clock;
    private final long startedAt;

    ServiceRoutes(Hooklatch inbox, IntSupplier streams, String version, InstantSource clock) {
        this.inbox = inbox;
        this.streams = streams;
        this.version = version;
        this.clock = clock;
        this.startedAt = clock.millis();
    }

    List<Route> routes() {
        return List.of(
                Route.get("/about", Role.VIEWER, this::about),
                Route.get("/stats", Role.VIEWER, this::stats),
                Route.get("/openapi/{file}", Role.VIEWER, ServiceRoutes::document));
    }

    private Answer about(Call call) {
        call.noParameters();
        return Answer.json(new Json()
                .put("program", "hooklatch")
                .put("version", version)
                .time("started_at", startedAt)
                .put(
                        "caller",
                        new Json()
                                .put("name", call.caller().name())
                                .put("role", call.role().text())));
    }

    private Answer stats(Call call) {
        call.noParameters();
        return Answer.json(new Json()
                .time("at", clock.millis())
                .put("pending_writes", inbox.pendingWrites())
                .put("dispatches", InboxJson.open(inbox.reader().openDispatches()))
                .put("streams", streams.getAsInt())
                .put("cannot_store", cannotStore()));
    }

    /** Why no delivery can be stored now, in one line. */
    private Optional<String> cannotStore() {
        return inbox.probe()
                .toCompletableFuture()
                .copy()
                .orTimeout(PROBE_SECONDS, TimeUnit.SECONDS)
                .handle((committed, failure) -> failure == null ? Optional.<String>empty() : Optional.of(why(failure)))
                .join();
    }

    private static String why(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                ? "the store has not committed within " + PROBE_SECONDS + " s"
                : String.valueOf(cause.getMessage());
    }

    private static Answer document(Call call) {
        call.noParameters();
        String name = call.path().getOrDefault("file", "");
        if (!DOCUMENTS.contains(name)) {
            throw Problem.notFound("the description consists of " + String.join(", ", DOCUMENTS))
                    .thrown();
        }
        try (InputStream file = ServiceRoutes.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the program was built without " + name);
            }
            return new Answer.Content(200, "application/yaml", file.readAllBytes(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
