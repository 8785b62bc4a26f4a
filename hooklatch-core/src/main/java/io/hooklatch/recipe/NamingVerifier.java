package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What all verifiers have in common: the names. */
abstract class NamingVerifier implements Verifier {
    private final String recipe;
    private final NameReader names;
    private final DedupeRule dedupe;
    private final Optional<BatchReader> batch;
    private final Set<String> credentialHeaders;

    NamingVerifier(Recipe recipe, Set<String> tokenHeaders) {
        this.recipe = recipe.id();
        this.names = new NameReader(recipe.naming());
        this.dedupe = new DedupeRule(recipe.naming(), recipe.scheme());
        this.batch = recipe.naming().events().map(array -> new BatchReader(array, recipe.naming(), dedupe));
        this.credentialHeaders = Recipe.credentialHeaders(tokenHeaders);
    }

    /** The key made of the signed bytes, where there are any and they can be read. */
    abstract Optional<DedupeKey> signedDigest(Request request);

    @Override
    public final Names names(Request request) {
        return batch.isEmpty()
                ? names.read(request)
                : batch.get().names(request).orElseGet(() -> names.read(request));
    }

    @Override
    public final Optional<Batch> batch(Request request) {
        return batch.flatMap(reader -> reader.read(request));
    }

    @Override
    public final List<DedupeKey> dedupeKeys(Request request, Names given) {
        return dedupe.keys(request, given, this::signedDigest);
    }

    @Override
    public final String recipe() {
        return recipe;
    }

    @Override
    public final Set<String> credentialHeaders() {
        return credentialHeaders;
    }

    /** Which recipe, never which secrets. */
    @Override
    public final String toString() {
        return "verifier of " + recipe;
    }
}
