package io.hooklatch.gateway.admin.api;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.function.Consumer;

/** What a route answers. */
sealed interface Answer {
    /** An answer that is whole. */
    record Content(int status, String mediaType, byte[] bytes, Map<String, String> headers) implements Answer {}

    /** An answer that goes on; it is opened on the event loop. */
    record Stream(Consumer<HttpServerResponse> open) implements Answer {}

    static Answer json(Json json) {
        return json(200, json);
    }

    static Answer json(int status, Json json) {
        return new Content(status, "application/json", json.bytes(), Map.of());
    }

    static Answer problem(Problem problem) {
        return new Content(problem.status(), Problem.MEDIA_TYPE, problem.bytes(), Map.of());
    }
}
