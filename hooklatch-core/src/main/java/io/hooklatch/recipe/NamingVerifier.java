package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What all verifiers have in common: the names. */
abstract class NamingVerifier implements Verifier {
    private final String recipe;
    private final NameReader names;
    private final DedupeRule dedupe;
    private final Optional<BatchReader> batch;
    private final Set<String> credentialHeaders;
    private final Set<String> credentialParameters;

    /**
     * @param tokens where credentials stand, beside the headers that always are some
     */
    NamingVerifier(Recipe recipe, List<From> tokens) {
        this.recipe = recipe.id();
        this.names = new NameReader(recipe.naming());
        this.dedupe = new DedupeRule(recipe.naming(), recipe.scheme());
        this.batch = recipe.naming().events().map(array -> new BatchReader(array, recipe.naming(), dedupe));
        this.credentialHeaders = Recipe.credentialHeaders(names(tokens, From.Kind.HEADER));
        this.credentialParameters = names(tokens, From.Kind.QUERY);
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

    @Override
    public final Set<String> credentialParameters() {
        return credentialParameters;
    }

    private static Set<String> names(List<From> places, From.Kind kind) {
        return places.stream()
                .filter(place -> place.kind() == kind)
                .map(From::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Which recipe, never which secrets. */
    @Override
    public final String toString() {
        return "verifier of " + recipe;
    }
}
