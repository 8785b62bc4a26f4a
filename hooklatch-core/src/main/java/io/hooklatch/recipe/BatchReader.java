package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Element;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a request with an array of events apart. Immutable. */
final class BatchReader {
    private final EventArray places;
    private final NameReader delivery;
    private final NameReader element;
    private final DedupeRule dedupe;

    BatchReader(EventArray array, Naming naming, DedupeRule dedupe) {
        this.places = array;
        this.delivery = new NameReader(naming.ofDelivery());
        this.element = new NameReader(naming.ofElement());
        this.dedupe = dedupe;
    }

    /** What is in it; absent when there is no array and so no several events. */
    Optional<Batch> read(Request request) {
        Optional<ElementPlaces.Found> found = places.find(request);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Names names = delivery.read(request);
        List<Element> elements = found.get().elements();
        @Nullable String[] around = element.around(request);
        @Nullable String[] keysAround = dedupe.around(request);
        List<BatchEvent> events = new ArrayList<>(elements.size());
        for (Element at : elements) {
            Request alone = request.withBody(at.of(request.body()));
            Names own = names.or(element.read(alone, around));
            List<DedupeKey> keys = dedupe.keysOfElement(alone, own, keysAround);
            events.add(new BatchEvent(at, own, keys));
        }
        return Optional.of(new Batch(names, events, found.get().tooMany()));
    }

    /** The names of a request as a whole, when it has an array; else absent. */
    Optional<Names> names(Request request) {
        return places.find(request).isEmpty() ? Optional.empty() : Optional.of(delivery.read(request));
    }
}
