package io.hooklatch.recipe;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads several places of a request at once, the JSON of its body in a single pass. */
final class Values {
    private final List<From> places;
    private final int[] jsonSlots;
    private final JsonPaths json;
    private final boolean hasJson;

    Values(Collection<From> wanted) {
        places = List.copyOf(new LinkedHashSet<>(wanted));
        jsonSlots = new int[places.size()];
        List<String> pointers = new ArrayList<>();
        for (int i = 0; i < jsonSlots.length; i++) {
            boolean pointer = places.get(i).kind() == From.Kind.JSON;
            jsonSlots[i] = pointer ? pointers.size() : -1;
            if (pointer) {
                pointers.add(places.get(i).name());
            }
        }
        json = new JsonPaths(pointers);
        hasJson = !pointers.isEmpty();
    }

    /** Where {@link #read} puts the value of a place. */
    int slot(From place) {
        return places.indexOf(place);
    }

    /** The value of every place, exactly as it stands there; null where there is none. */
    @Nullable
    String[] read(Request request) {
        @Nullable String[] values = new @Nullable String[places.size()];
        @Nullable String[] found = hasJson ? json.read(request.body()) : values;
        for (int i = 0; i < values.length; i++) {
            values[i] = jsonSlots[i] >= 0 ? found[jsonSlots[i]] : value(places.get(i), request);
        }
        return values;
    }

    private static @Nullable String value(From place, Request request) {
        return switch (place.kind()) {
            case HEADER -> header(request.headers(), place.name());
            case FORM -> FormText.first(request.body(), place.name());
            case QUERY -> FormText.first(request.query().getBytes(StandardCharsets.ISO_8859_1), place.name());
            case BODY_DIGEST -> request.body().length == 0 ? null : Hash.hex(request.body());
            case FUNCTION -> called(place, request);
            case JSON -> throw new IllegalStateException("read with the others");
        };
    }

    /** A header's value, unless it comes several times with different ones. */
    private static @Nullable String header(Headers headers, String name) {
        String found = null;
        for (Header line : headers.list()) {
            if (line.name().equalsIgnoreCase(name)) {
                if (found != null && !found.equals(line.value())) {
                    return null;
                }
                found = line.value();
            }
        }
        return found;
    }

    private static @Nullable String called(From place, Request request) {
        try {
            Optional<String> value = place.function().apply(request);
            return value == null ? null : value.orElse(null);
        } catch (RuntimeException e) {
            // The owner's function failed on this request: the contract of From.function says absent.
            return null;
        }
    }
}
