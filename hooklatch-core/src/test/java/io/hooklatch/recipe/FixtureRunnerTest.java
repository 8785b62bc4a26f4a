package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runner itself, on a copy of a provider that is then broken. */
class FixtureRunnerTest {
    @TempDir
    private Path directory;

    private Path github;

    @BeforeEach
    void copyGithub() throws IOException {
        github = Files.createDirectories(directory.resolve("github"));
        Files.createDirectories(github.resolve("fixtures"));
        Path original = Fixtures.PROVIDERS.resolve("github");
        for (String file : List.of("metadata.json", "recipe.json", "fixtures/valid.json", "fixtures/stale.json")) {
            if (Files.exists(original.resolve(file))) {
                Files.copy(original.resolve(file), github.resolve(file));
            }
        }
        edit("metadata.json", "curated", "community");
        copy("valid", "tampered_body", "\\\"opened", "\\\"closed");
        edit("fixtures/tampered_body.json", "\"signature_valid\": true", "\"signature_valid\": false");
        copy("valid", "missing_signature", "X-Hub-Signature-256", "X-Other");
        edit("fixtures/missing_signature.json", "\"signature_valid\": true", "\"signature_valid\": false");
    }

    @Test
    void aDirectoryOfProvidersAndThatOfOneAreRunAlike() {
        assertThat(run(directory)).hasSize(3).allMatch(FixtureResult::passed);
        assertThat(run(github)).isEqualTo(run(directory));
    }

    @Test
    void aDifferenceIsNamedWithBothValues() throws IOException {
        edit("fixtures/valid.json", "\"event_type\": \"issues\"", "\"event_type\": \"push\"");
        edit("fixtures/tampered_body.json", "\"signature_valid\": false", "\"signature_valid\": true");

        assertThat(failures())
                .containsExactly(
                        "github/tampered_body: signature_valid: expected true, was false (github signature mismatch)",
                        "github/valid: event_type: expected \"push\", was \"issues\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "headers"                 | "header"               | github/fixtures/valid.json: request.header is unknown here: did you mean headers?
            "signature_valid"         | "signature_vaild"      | expected.signature_valid is missing: write it, as in "signature_valid": true
            "event_type"              | "event_typ"            | github/fixtures/valid.json: expected.event_typ is unknown here: did you mean event_type?
            "now_s"                   | "now"                  | request.now_s is missing: write it, as in "now_s": 1760000002
            "description"             | "what"                 | github/fixtures/valid.json: description is missing
            "signature_valid": true   | "signature_valid": "1" | expected.signature_valid is "1": give true or false
            "now_s": 1760000002       | "now_s": "today"       | request.now_s is "today": give a number of seconds
            "now_s": 1760000002       | "now_s": 1, "url": "x" | request.url is "x": give an absolute URL
            "secrets"                 | "body_base64": "!", "secrets" | request.body_base64 is given beside body: keep one of the two
            "body":                   | "body_base64":         | request.body_base64 is no base64
            "request": {              | "request": { "headers": {}, | has the field "headers" twice
            """)
    void theSchemaIsStrict(String written, String instead, String message) throws IOException {
        edit("fixtures/valid.json", written, instead);

        assertThat(failures())
                .singleElement()
                .asString()
                .startsWith("github/valid: ")
                .contains(message);
    }

    @Test
    void metadataAndRecipesAreStrictToo() throws IOException {
        edit("metadata.json", "\"version\"", "\"versoin\"");
        assertThat(failures())
                .containsExactly("github/recipe: metadata github: version is missing: write it, as in"
                        + " \"version\": \"1.0.0\"");
        edit("metadata.json", "\"versoin\"", "\"version\"");
        edit("recipe.json", "\"prefix\"", "\"perfix\"");
        assertThat(failures())
                .containsExactly(
                        "github/recipe: recipe github: signature.perfix is unknown here: did you mean prefix?");
        Files.delete(github.resolve("metadata.json"));
        assertThat(failures()).singleElement().asString().contains("metadata.json of github is missing");
    }

    @Test
    void aMissingFixtureAndAStrangeFileAreFailures() throws IOException {
        Files.delete(github.resolve("fixtures/tampered_body.json"));
        assertThat(failures())
                .containsExactly("github/fixtures: tampered_body.json is missing: a community provider of this scheme"
                        + " has one");
        Files.writeString(github.resolve("fixtures/notes.txt"), "x");
        assertThat(failures()).singleElement().asString().startsWith("github/notes.txt: notes.txt is no fixture");
        Files.write(github.resolve("fixtures/notes.txt"), new byte[] {(byte) 0xff});
        assertThat(failures()).singleElement().asString().contains("cannot be read as UTF-8");
    }

    @Test
    void aFixtureThatCannotFailIsFound() throws IOException {
        assertThat(runner(directory).prove("github")).hasSize(3).allMatch(FixtureResult::passed);
        edit(
                "fixtures/tampered_body.json",
                "\"signature_valid\"",
                "\"signature_error_contains\": \"h\", \"signature_valid\"");

        assertThat(failures()).isEmpty();
        assertThat(runner(directory).prove("github"))
                .filteredOn(result -> !result.passed())
                .singleElement()
                .hasToString("github/tampered_body: signature_error_contains may as well be \"i\"");
    }

    @Test
    void aVerifierThatOverlooksTheBodyIsFound() {
        Fixture valid = runner(directory).fixtures("github").get("valid");
        Fixture unsigned = new Fixture("d", valid.request(), List.of(), valid.options(), 0, valid.expected());
        Recipe overlooks = Recipe.unverified().build();

        assertThat(FixtureProof.unseenSpoiling(unsigned, overlooks)).contains("one bit of the body may change");
        assertThat(FixtureProof.unseenSpoiling(valid, runner(directory).recipe("github")))
                .isEmpty();
    }

    @Test
    void aProviderInCodeIsTakenFromWhereTheCallerSays() throws IOException {
        Recipe github = runner(directory).recipe("github");
        Files.delete(this.github.resolve("recipe.json"));

        assertThat(new FixtureRunner(ProviderFiles.in(directory), name -> Optional.of(github)).run())
                .allMatch(FixtureResult::passed);
        assertThat(new FixtureRunner(ProviderFiles.in(directory), name -> Optional.empty()).run())
                .filteredOn(result -> !result.passed())
                .singleElement()
                .asString()
                .contains("recipe.json of github is missing, and there is no code of this name");
    }

    @Test
    void theRequestIsReadAsItIsWritten() {
        Fixture fixture = Fixture.parse("x.json", """
                {"description": "d", "request": {"method": "PUT", "url": "https://h.example/a%2Fb?c=d", "headers":
                 {"X-Two": ["1", "2"]}, "body_base64": "/w==", "secrets": ["s"], "now_s": 1.5,
                 "provider_options": {"tolerance_s": 600, "public_keys": {"k": "PEM"}}},
                 "expected": {"signature_valid": false}}""");

        assertThat(fixture.request().method()).isEqualTo("PUT");
        assertThat(fixture.request().target()).isEqualTo("/a%2Fb?c=d");
        assertThat(fixture.request().headers().all("x-two")).containsExactly("1", "2");
        assertThat(fixture.request().body()).containsExactly(0xff);
        assertThat(fixture.nowMillis()).isEqualTo(1500);
        assertThat(fixture.options())
                .containsEntry("tolerance_s", "600")
                .containsEntry("public_keys", "{\"k\":\"PEM\"}");
        assertThat(fixture).hasToString("d");
    }

    @Test
    void aDirectoryWithoutProvidersIsRefused() {
        Path nowhere = directory.resolve("nowhere");
        assertThatThrownBy(() -> ProviderFiles.in(nowhere)).hasMessageContaining("is no directory");
        assertThatThrownBy(() -> ProviderFiles.in(github.resolve("fixtures")))
                .hasMessageContaining("holds no provider");
        assertThatThrownBy(() -> ProviderFiles.in(directory).fixtures("githup"))
                .hasMessage("provider githup is not here: did you mean github?");
    }

    private List<String> failures() {
        return run(directory).stream()
                .filter(result -> !result.passed())
                .map(FixtureResult::toString)
                .toList();
    }

    private static List<FixtureResult> run(Path directory) {
        return runner(directory).run();
    }

    private static FixtureRunner runner(Path directory) {
        return new FixtureRunner(ProviderFiles.in(directory));
    }

    private void copy(String fixture, String other, String written, String instead) throws IOException {
        Files.copy(github.resolve("fixtures/" + fixture + ".json"), github.resolve("fixtures/" + other + ".json"));
        edit("fixtures/" + other + ".json", written, instead);
    }

    private void edit(String file, String written, String instead) throws IOException {
        Path path = github.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(written);
        Files.writeString(path, text.replace(written, instead), StandardCharsets.UTF_8);
    }
}
