package io.hooklatch.gateway.admin.api.call;

import io.hooklatch.gateway.render.Json;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;

/** What a route answers. */
public sealed interface Answer {
    /** When to come again where there was no place. */
    int AGAIN_SECONDS = 5;

    /** An answer that is whole. */
    record Content(int status, String mediaType, byte[] bytes, Map<String, String> headers) implements Answer {}

    /** An answer of unknown length; it is written on a thread that may block. */
    record Download(String mediaType, Map<String, String> headers, Writing writing) implements Answer {}

    /** Writes a download. */
    @FunctionalInterface
    interface Writing {
        /** Called exactly once; an exception breaks the answer off. */
        void write(OutputStream out) throws IOException;
    }

    /** An answer that goes on; it is opened on the event loop. */
    record Stream(Consumer<HttpServerResponse> open) implements Answer {}

    /** This object, 200. */
    static Answer json(Json json) {
        return json(200, json);
    }

    /** This object, with another status. */
    static Answer json(int status, Json json) {
        return new Content(status, "application/json", json.bytes(), Map.of());
    }

    /** What went wrong, with its status. */
    static Answer problem(Problem problem) {
        Map<String, String> headers =
                problem.status() == 429 ? Map.of("Retry-After", Integer.toString(AGAIN_SECONDS)) : Map.of();
        return new Content(problem.status(), Problem.MEDIA_TYPE, problem.bytes(), headers);
    }
}
