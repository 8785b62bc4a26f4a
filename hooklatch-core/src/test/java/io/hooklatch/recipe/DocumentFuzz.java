package io.hooklatch.recipe;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents of users: each is read, or refused with a message, and what was read verifies without failing. */
class DocumentFuzz {
    private static final List<String> SECRETS = List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "another-secret");
    private static final Request REQUEST = Request.post("/?sig=00", Headers.of("x-s", "00"), Samples.BODY);

    @FuzzTest
    void recipe(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        Bounded.run(document.length, () -> parsed(text)).ifPresent(DocumentFuzz::verifies);
    }

    @FuzzTest
    void fixture(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        Bounded.run(document.length, () -> {
            try {
                return Fixture.parse("fuzzed", text).toString();
            } catch (IllegalArgumentException e) {
                return explained(e);
            }
        });
    }

    private static Optional<Recipe> parsed(String text) {
        try {
            return Optional.of(Recipe.parse("fuzzed", text));
        } catch (IllegalArgumentException e) {
            explained(e);
            return Optional.empty();
        }
    }

    private static void verifies(Recipe recipe) {
        try {
            Map<String, String> url = Map.of("url", "https://example.com/in");
            Verifier verifier = recipe.verifier(SECRETS, recipe.optionNames().contains("url") ? url : Map.of());
            Fuzzed.check(verifier, REQUEST, Samples.NOW);
        } catch (IllegalArgumentException e) {
            explained(e);
        }
    }

    private static String explained(IllegalArgumentException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("");
        if (message.isBlank()) {
            throw new AssertionError("refused without a word", e);
        }
        return message;
    }
}
