package io.hooklatch.recipe;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a provider calls a delivery and its event. */
final class NameReader {
    private final Naming naming;
    private final Values values;

    NameReader(Naming naming) {
        this.naming = naming;
        this.values = new Values(Stream.of(naming.deliveryId(), naming.eventId(), naming.eventType())
                .flatMap(List::stream)
                .toList());
    }

    Names read(Request request) {
        return names(values.read(request));
    }

    /** What {@link #read(Request, String[])} needs of the request around an element. */
    @Nullable
    String[] around(Request request) {
        return values.around(request);
    }

    /** As {@link #read(Request)}, for the request with an element in the place of its body. */
    Names read(Request alone, @Nullable String[] around) {
        return names(values.read(alone, around));
    }

    private Names names(@Nullable String[] found) {
        return new Names(
                first(naming.deliveryId(), found), first(naming.eventId(), found), first(naming.eventType(), found));
    }

    private Optional<String> first(List<From> places, @Nullable String[] found) {
        for (From place : places) {
            String value = found[values.slot(place)];
            if (value != null && !value.isEmpty()) {
                return Optional.of(NameText.storable(value));
            }
        }
        return Optional.empty();
    }
}
