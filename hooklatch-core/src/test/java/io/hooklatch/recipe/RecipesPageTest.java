package io.hooklatch.recipe;

import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/recipes.md shows is compiled and read here, and the words it lists are those there are. */
class RecipesPageTest {
    private static final String PAGE = Fixtures.read(Path.of("..", "docs", "recipes.md"));

    @Test
    void theTwoExamplesSayTheSame() {
        Recipe built =
                // as the page shows it
                Recipe.hmacSha256()
                        .header("x-acme-signature")
                        .prefix("sha256=")
                        .deliveryId(header("x-acme-delivery-id"))
                        .eventId(header("x-acme-event-id"))
                        .eventType(json("/type"))
                        .build();
        Recipe read = Recipe.parse("acme", block("json"));
        assertThat(read.scheme()).isEqualTo(built.scheme());
        assertThat(read.naming()).isEqualTo(built.naming());
        String source = Fixtures.read(Path.of("src/test/java/io/hooklatch/recipe/RecipesPageTest.java"));
        assertThat(squeezed(source)).contains(squeezed(block("java")));
    }

    @Test
    void theHandshakeOfThePageIsTheOneOfTheCatalogue() {
        String part = PAGE.substring(PAGE.indexOf("\"handshakes\": ["));
        Recipe read = Recipe.parse(
                "page",
                "{\"signature\": {\"in\": \"header x\", \"algorithm\": \"hmac-sha256\"},"
                        + part.substring(0, part.indexOf("```")) + "}");
        assertThat(read.handshakeNames()).containsExactly("subscribe");
        assertThat(squeezed(Fixtures.read(Fixtures.PROVIDERS.resolve("meta").resolve("recipe.json"))))
                .contains(squeezed(part.substring(0, part.indexOf("```"))));
    }

    @Test
    void everyWordOfTheLanguageIsListed() {
        Stream.of(
                        Arrays.stream(Encoding.values()).map(Encoding::text),
                        Arrays.stream(KeyEncoding.values()).map(KeyEncoding::text),
                        Arrays.stream(Risk.values()).map(Risk::text),
                        Arrays.stream(Algorithm.values())
                                .filter(algorithm -> algorithm.family() == Algorithm.Family.PUBLIC_KEY)
                                .map(Algorithm::text),
                        Arrays.stream(UrlForm.values()).map(UrlForm::text),
                        Part.SINGLE.stream().map(Part::word),
                        Stream.of("body sha256", "body sha256 base64", "sends", "after", "until"),
                        Stream.of("s", "ms", "s-or-ms", "iso-8601", "http-date"))
                .flatMap(words -> words)
                .forEach(word -> assertThat(PAGE).contains("`" + word + "`"));
        Stream.of(
                        "piece_of",
                        "either_case_of",
                        "first_of",
                        "headers_named_by",
                        "if_any",
                        "digest_of",
                        "label",
                        "option",
                        "text",
                        "sorted_form_or_digest_in",
                        "quoted")
                .forEach(word -> assertThat(PAGE).contains("\"" + word + "\":"));
        assertThat(Arrays.stream(Algorithm.values())
                        .filter(algorithm -> algorithm.family() != Algorithm.Family.PUBLIC_KEY)
                        .map(algorithm ->
                                algorithm.text().substring(algorithm.text().indexOf('-') + 1))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(List.of("md5", "sha1", "sha256", "sha384", "sha512"))
                .allSatisfy(word -> assertThat(PAGE).contains("`" + word + "`"));
    }

    private static String block(String language) {
        int start = PAGE.indexOf("```" + language + "\n") + language.length() + 4;
        return PAGE.substring(start, PAGE.indexOf("```", start));
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
