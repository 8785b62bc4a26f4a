package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides by which keys an event is recognised; the promise is at {@link Verifier#dedupeKeys}. */
final class DedupeRule {
    private final boolean byRule;
    private final String idSource;
    private final boolean idCovered;
    private final boolean bodyCovered;
    private final List<From> explicit;
    private final boolean explicitIsId;
    private final String explicitSource;
    private final Values values;

    DedupeRule(Naming naming, Scheme scheme) {
        boolean given = naming.eventId().isEmpty();
        this.byRule = naming.dedupe().isEmpty();
        this.idSource = given ? "given event id" : From.describe(naming.eventId());
        this.idCovered = given || scheme.covers(naming.eventId());
        this.bodyCovered = scheme.covers(List.of(From.bodyDigest()));
        this.explicit = naming.dedupe().orElse(List.of());
        this.explicitIsId = explicit.size() == 1 && explicit.equals(naming.eventId());
        this.explicitSource =
                String.join(" + ", explicit.stream().map(From::describe).toList());
        this.values = new Values(explicit);
    }

    /**
     * The keys of a request.
     *
     * @param signedDigest gives the key made of the signed bytes, where the scheme signs any and they can be read
     */
    List<DedupeKey> keys(Request request, Names names, Function<Request, Optional<DedupeKey>> signedDigest) {
        if (!byRule) {
            return explicit.isEmpty() ? List.of() : explicitKey(request, names, values.around(request));
        }
        Optional<DedupeKey> id = eventId(names, idSource);
        Optional<DedupeKey> first = id.isPresent() ? id : bodyDigest(request);
        boolean covered = id.isPresent() ? idCovered : first.isPresent() && bodyCovered;
        Optional<DedupeKey> second = covered ? Optional.empty() : signedDigest.apply(request);
        if (first.isPresent() && second.isPresent()) {
            return List.of(first.get(), second.get());
        }
        return first.or(() -> second).map(List::of).orElse(List.of());
    }

    /** What {@link #keysOfElement} needs of the request around an element. */
    @Nullable
    String[] around(Request request) {
        return values.around(request);
    }

    /**
     * The only key of an element. The digest of the signed bytes would be the same for all of them, so there is no second
     * one.
     *
     * @param alone the request with the element in the place of its body
     */
    List<DedupeKey> keysOfElement(Request alone, Names names, @Nullable String[] around) {
        if (!byRule) {
            return explicit.isEmpty() ? List.of() : explicitKey(alone, names, around);
        }
        Optional<DedupeKey> id = eventId(names, idSource);
        return (id.isPresent() ? id : bodyDigest(alone)).stream().toList();
    }

    private static Optional<DedupeKey> eventId(Names names, String source) {
        return names.eventId().filter(id -> !id.isEmpty()).map(id -> key(id, source));
    }

    private List<DedupeKey> explicitKey(Request request, Names names, @Nullable String[] around) {
        Optional<DedupeKey> id = explicitIsId ? eventId(names, explicitSource) : Optional.empty();
        if (id.isPresent()) {
            return List.of(id.get());
        }
        @Nullable String[] found = values.read(request, around);
        StringBuilder joined = new StringBuilder();
        for (From place : explicit) {
            String value = found[values.slot(place)];
            if (value == null || value.isEmpty()) {
                return bodyDigest(request).map(List::of).orElse(List.of());
            }
            // Escaped, so that ("a|b", "c") and ("a", "b|c") stay two keys.
            joined.append(joined.isEmpty() ? "" : "|");
            joined.append(
                    explicit.size() == 1 ? value : value.replace("\\", "\\\\").replace("|", "\\|"));
        }
        return List.of(key(joined.toString(), explicitSource));
    }

    static Optional<DedupeKey> bodyDigest(Request request) {
        From place = From.bodyDigest();
        return request.body().length == 0
                ? Optional.empty()
                : Optional.of(new DedupeKey(Hash.hex(request.body()), place.describe()));
    }

    private static DedupeKey key(String value, String source) {
        return new DedupeKey(NameText.storable(value), source);
    }
}
