package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Puts a signature or a token where a recipe looks for it. */
final class RequestWriter {
    private RequestWriter() {}

    /** The request with a value at a place, in the stead of what is there; the other bytes of a body stay. */
    static Request put(From place, String value, Request request) {
        return switch (place.kind()) {
            case HEADER ->
                request.withHeaders(request.headers().without(place.name()).plus(place.name(), value));
            case QUERY -> {
                String query = FormEdit.put(request.query(), place.name(), value);
                yield request.withTarget(request.path() + "?" + query);
            }
            case JSON, DELIVERY_JSON -> {
                byte[] body = request.body().length == 0 ? new byte[] {'{', '}'} : request.body();
                yield request.withBody(JsonEdit.put(body, place.name(), value));
            }
            case FORM -> form(place.name(), value, request);
            case FORM_JSON -> {
                String field = place.field();
                byte[] json = Optional.ofNullable(FormBody.first(request, field))
                        .orElse("{}")
                        .getBytes(StandardCharsets.UTF_8);
                String changed = new String(JsonEdit.put(json, place.pointer(), value), StandardCharsets.UTF_8);
                yield form(field, changed, request);
            }
            case BODY_DIGEST, DELIVERY_DIGEST, FUNCTION ->
                throw new IllegalArgumentException("nothing can be written to " + place + ": name another place");
        };
    }

    private static Request form(String field, String value, Request request) {
        if (FormBody.boundary(request).isPresent()) {
            throw new IllegalArgumentException(
                    "a body of multipart/form-data cannot be signed: send application/x-www-form-urlencoded");
        }
        String text = new String(request.body(), StandardCharsets.ISO_8859_1);
        return request.withBody(FormEdit.put(text, field, value).getBytes(StandardCharsets.ISO_8859_1));
    }
}
