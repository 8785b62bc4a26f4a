package io.hooklatch.recipe;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import java.util.List;
import java.util.Optional;

/** Writes names into the headers where a recipe looks for them first. */
final class NameHeaders {
    private NameHeaders() {}

    /** The headers with one for each name that belongs into a header and is not there. */
    static Headers with(Headers headers, Naming naming, Names names) {
        Headers more = one(headers, naming.deliveryId(), names.deliveryId());
        more = one(more, naming.eventId(), names.eventId());
        return one(more, naming.eventType(), names.eventType());
    }

    private static Headers one(Headers headers, List<From> places, Optional<String> name) {
        boolean none = places.isEmpty() || places.get(0).kind() != From.Kind.HEADER || name.isEmpty();
        return none || headers.has(places.get(0).name())
                ? headers
                : headers.plus(places.get(0).name(), name.get());
    }
}
