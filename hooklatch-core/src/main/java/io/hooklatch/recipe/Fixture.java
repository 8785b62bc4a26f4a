package io.hooklatch.recipe;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request and its expected outcome: conformance material of a provider, neutral of language. {@code docs/recipes.md}
 * describes the files. Immutable and thread-safe.
 *
 * @param description what it shows, in a sentence
 * @param request what arrives, byte for byte
 * @param secrets every live secret, newest first
 * @param options what the endpoint sets; an option that the file gives as an object is its JSON text
 * @param nowMillis the time of receipt, in milliseconds since the epoch, UTC
 * @param expected what has to come of it, by the names of the fields of {@code expected}
 */
public record Fixture(
        String description,
        Request request,
        List<String> secrets,
        Map<String, String> options,
        long nowMillis,
        Map<String, Object> expected) {
    public Fixture {
        secrets = List.copyOf(secrets);
        options = Map.copyOf(options);
        expected = Map.copyOf(expected);
    }

    /**
     * Reads a fixture.
     *
     * @param file what to call it in messages
     * @throws IllegalArgumentException for a field that is unknown, missing or wrong, naming the file, the field and the
     *     nearest name
     */
    public static Fixture parse(String file, String json) {
        return FixtureDocument.fixture(file, json);
    }

    /** Whether the signature, or the token, is expected to fit. */
    public boolean valid() {
        return Boolean.TRUE.equals(expected.get(Expectation.SIGNATURE_VALID.field()));
    }

    /**
     * Every difference between what is expected and what the recipe makes of the request, each in a line; empty when it
     * holds.
     *
     * @throws IllegalArgumentException when the recipe cannot be compiled with these secrets and options
     */
    public List<String> differences(Recipe recipe) {
        Outcome outcome =
                Outcome.of(recipe.verifier(secrets, options), recipe.handshakes(secrets, options), request, nowMillis);
        List<String> differences = new ArrayList<>();
        for (Expectation expectation : Expectation.values()) {
            Object wanted = expected.get(expectation.field());
            Optional<String> difference =
                    wanted == null ? expectation.unforeseen(outcome) : expectation.difference(wanted, outcome);
            difference.ifPresent(differences::add);
        }
        return differences;
    }

    /**
     * This request, unsigned, as one that the provider could send next: under these names where they have a place, and
     * with a body that differs where the names do. Only {@link Recipe#signer} makes it valid.
     *
     * @param target the raw request target; the fixture's query is kept unless there is one
     * @param nowMillis the time to put into the body where the scheme has it there
     * @throws IllegalArgumentException when the names have a type, and it cannot be that of the request
     */
    public Request sample(Recipe recipe, String target, Names names, long nowMillis) {
        return new FixtureSample(recipe, request, names).with(target, names, nowMillis);
    }

    Fixture withRequest(Request other) {
        return new Fixture(description, other, secrets, options, nowMillis, expected);
    }

    Fixture withSecrets(List<String> others) {
        return new Fixture(description, request, others, options, nowMillis, expected);
    }

    Fixture expecting(String field, Object value) {
        Map<String, Object> other = new LinkedHashMap<>(expected);
        other.put(field, value);
        return new Fixture(description, request, secrets, options, nowMillis, other);
    }

    /** What it shows, never its secrets. */
    @Override
    public String toString() {
        return description;
    }
}
