package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides by which keys an event is recognised; the promise is at {@link Verifier#dedupeKeys}. */
final class DedupeRule {
    private final Naming naming;
    private final Scheme scheme;
    private final List<From> explicit;
    private final Values values;

    DedupeRule(Naming naming, Scheme scheme) {
        this.naming = naming;
        this.scheme = scheme;
        this.explicit = naming.dedupe().orElse(List.of());
        this.values = new Values(explicit);
    }

    /**
     * The keys of a request.
     *
     * @param signedDigest gives the key made of the signed bytes, where the scheme signs any and they can be read
     */
    List<DedupeKey> keys(Request request, Names names, Function<Request, Optional<DedupeKey>> signedDigest) {
        if (naming.dedupe().isPresent()) {
            return explicit.isEmpty() ? List.of() : explicitKey(request, names);
        }
        List<DedupeKey> keys = new ArrayList<>(2);
        boolean covered;
        if (names.eventId().filter(id -> !id.isEmpty()).isPresent()) {
            boolean given = naming.eventId().isEmpty();
            String source = given ? "given event id" : From.describe(naming.eventId());
            keys.add(key(names.eventId().get(), source));
            covered = given || scheme.covers(naming.eventId());
        } else {
            bodyDigest(request).ifPresent(keys::add);
            covered = !keys.isEmpty() && scheme.covers(List.of(From.bodyDigest()));
        }
        if (!covered) {
            signedDigest.apply(request).ifPresent(keys::add);
        }
        return keys;
    }

    private List<DedupeKey> explicitKey(Request request, Names names) {
        boolean one = explicit.size() == 1;
        if (one
                && explicit.equals(naming.eventId())
                && names.eventId().filter(id -> !id.isEmpty()).isPresent()) {
            return List.of(key(names.eventId().get(), explicit.get(0).describe()));
        }
        @Nullable String[] found = values.read(request);
        StringBuilder joined = new StringBuilder();
        for (From place : explicit) {
            String value = found[values.slot(place)];
            if (value == null || value.isEmpty()) {
                return bodyDigest(request).map(List::of).orElse(List.of());
            }
            // Escaped, so that ("a|b", "c") and ("a", "b|c") stay two keys.
            joined.append(joined.isEmpty() ? "" : "|");
            joined.append(one ? value : value.replace("\\", "\\\\").replace("|", "\\|"));
        }
        return List.of(key(
                joined.toString(),
                String.join(" + ", explicit.stream().map(From::describe).toList())));
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
