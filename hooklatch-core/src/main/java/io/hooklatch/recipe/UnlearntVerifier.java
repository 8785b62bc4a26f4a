package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.List;
import java.util.Optional;

/** Refuses everything, for an endpoint whose secret has not come yet. */
final class UnlearntVerifier extends NamingVerifier {
    private final Verdict refused;

    UnlearntVerifier(Recipe recipe) {
        super(recipe, List.of());
        refused = Verdict.refused(
                recipe.id(), Reason.NO_SECRET, "the endpoint has no secret yet: it comes with the first handshake");
    }

    @Override
    public Verdict verify(Request request, long nowMillis) {
        return refused;
    }

    @Override
    Optional<DedupeKey> signedDigest(Request request) {
        return Optional.empty();
    }
}
