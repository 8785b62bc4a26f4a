package io.hooklatch.recipe;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads several places of a request at once, the JSON of its body in a single pass. */
final class Values {
    private static final @Nullable String[] NONE = {};

    private final List<From> places;
    private final int[] jsonSlots;
    private final JsonPaths json;
    private final boolean hasJson;
    private final JsonPaths around;
    private final int aroundSize;
    private final boolean hasDigest;

    Values(Collection<From> wanted) {
        places = List.copyOf(new LinkedHashSet<>(wanted));
        jsonSlots = new int[places.size()];
        List<String> pointers = new ArrayList<>();
        List<String> pointersAround = new ArrayList<>();
        for (int i = 0; i < jsonSlots.length; i++) {
            From.Kind kind = places.get(i).kind();
            List<String> to = kind == From.Kind.DELIVERY_JSON ? pointersAround : pointers;
            boolean pointer = kind == From.Kind.JSON || kind == From.Kind.DELIVERY_JSON;
            jsonSlots[i] = pointer ? to.size() : -1;
            if (pointer) {
                to.add(places.get(i).name());
            }
        }
        hasDigest = places.contains(From.deliveryDigest());
        if (hasDigest) {
            jsonSlots[slot(From.deliveryDigest())] = pointersAround.size();
        }
        json = new JsonPaths(pointers);
        hasJson = !pointers.isEmpty();
        around = new JsonPaths(pointersAround);
        aroundSize = pointersAround.size();
    }

    /** Where {@link #read} puts the value of a place. */
    int slot(From place) {
        return places.indexOf(place);
    }

    /** The value of every place, exactly as it stands there; null where there is none. */
    @Nullable
    String[] read(Request request) {
        return read(request, around(request));
    }

    /** What of the whole body is to be read besides, where {@link #read} is to be told of an element alone. */
    @Nullable
    String[] around(Request request) {
        @Nullable String[] found = aroundSize > 0 ? around.read(request.body()) : NONE;
        if (hasDigest) {
            found = Arrays.copyOf(found, aroundSize + 1);
            found[aroundSize] = digest(request);
        }
        return found;
    }

    /**
     * As {@link #read(Request)}, for an element.
     *
     * @param alone the request with the element in the place of its body
     * @param found what {@link #around} gave for the request
     */
    @Nullable
    String[] read(Request alone, @Nullable String[] found) {
        @Nullable String[] values = new @Nullable String[places.size()];
        @Nullable String[] inner = hasJson ? json.read(alone.body()) : values;
        for (int i = 0; i < values.length; i++) {
            From place = places.get(i);
            boolean outside = place.kind() == From.Kind.DELIVERY_JSON || place.kind() == From.Kind.DELIVERY_DIGEST;
            @Nullable String[] in = outside ? found : inner;
            values[i] = jsonSlots[i] >= 0 ? in[jsonSlots[i]] : value(place, alone);
        }
        return values;
    }

    private static @Nullable String value(From place, Request request) {
        return switch (place.kind()) {
            case HEADER -> header(request.headers(), place.name());
            case FORM -> FormBody.first(request, place.name());
            case FORM_JSON -> inField(place, request);
            case QUERY -> FormText.first(request.query().getBytes(StandardCharsets.ISO_8859_1), place.name());
            case BODY_DIGEST -> digest(request);
            case FUNCTION -> called(place, request);
            case JSON, DELIVERY_JSON, DELIVERY_DIGEST -> throw new IllegalStateException("read with the others");
        };
    }

    private static @Nullable String digest(Request request) {
        return request.body().length == 0 ? null : Hash.hex(request.body());
    }

    private static @Nullable String inField(From place, Request request) {
        String document = FormBody.first(request, place.field());
        return document == null
                ? null
                : new JsonPaths(List.of(place.pointer())).read(document.getBytes(StandardCharsets.UTF_8))[0];
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
