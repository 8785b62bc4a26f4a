package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersCommandTest {
    private static final Path PROVIDERS = Path.of("..", "providers");

    @TempDir
    private Path directory;

    private final CliRig rig = new CliRig();

    @Test
    void everyFixtureOfTheProgramHolds() throws IOException {
        CliRig.Run run = rig.run("providers", "test");

        assertThat(run.out()).doesNotContain("FAILED").endsWith(fixtureFiles() + " passed, 0 failed\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aFailureIsPrintedWithItsDifferenceAndIsExitCode1() throws IOException {
        Path github = copy("github");
        Path valid = github.resolve("fixtures/valid.json");
        Files.writeString(
                valid, Files.readString(valid).replace("\"event_type\": \"issues\"", "\"event_type\": \"push\""));
        Files.writeString(github.resolve("fixtures/odd.json"), "{\"descripton\": \"\u001b[31m\"}");

        CliRig.Run run = rig.run("providers", "test", github.toString());

        assertThat(run.exitCode()).isOne();
        assertThat(run.out().lines())
                .contains(
                        "FAILED github/valid",
                        "       event_type: expected \"push\", was \"issues\"",
                        "FAILED github/odd")
                .last()
                .asString()
                .endsWith(" passed, 2 failed");
        assertThat(run.out()).doesNotContain("\u001b");
    }

    @Test
    void aFixtureThatCannotFailIsNamed() throws IOException {
        Path github = copy("github");
        Path tampered = github.resolve("fixtures/tampered_body.json");
        Files.writeString(
                tampered,
                Files.readString(tampered)
                        .replaceFirst(
                                "\"signature_error_contains\": \"[^\"]*\"", "\"signature_error_contains\": \"h\""));

        assertThat(rig.run("providers", "test", github.toString()).exitCode()).isZero();
        assertThat(rig.run("providers", "test", "--prove", github.toString()).out())
                .contains("FAILED github/tampered_body", "cannot fail: signature_error_contains may as well be \"i\"");
    }

    @Test
    void aDirectoryWithoutProvidersIsExitCode2() {
        CliRig.Run run = rig.run("providers", "test", directory.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("holds no provider");
    }

    @Test
    void theListNamesEveryProviderWithItsTier() {
        CliRig.Run run = rig.run("providers", "list");

        List<String> names = Catalogue.standard().names();
        assertThat(run.out().lines())
                .hasSize(names.size() + 3)
                .anyMatch(line -> line.matches("stripe +curated +HMAC.*"));
        long curated = names.stream()
                .filter(name -> Catalogue.standard().find(name).orElseThrow().tier() == Tier.CURATED)
                .count();
        assertThat(run.out())
                .endsWith(names.size() + " providers, " + curated + " curated, " + (names.size() - curated)
                        + " community\n");
    }

    @Test
    void theListIsJsonToo() {
        CliRig.Run run = rig.run("providers", "list", "--json");

        assertThat(run.out())
                .startsWith("[{\"name\": ")
                .contains(
                        "{\"name\": \"stripe\", \"version\": \"1.0.0\", \"tier\": \"curated\", \"scheme\": \"HMAC-SHA256 of"
                                + " timestamp + \\\".\\\" + body, in hexadecimal digits\", \"aliases\": []}");
        assertThat(run.out().lines()).hasSize(Catalogue.standard().names().size());
    }

    @Test
    void oneIsShownWholeAlsoByItsAlias() {
        assertThat(rig.run("providers", "show", "github").out().lines())
                .contains(
                        "github@1.0.0 (curated)",
                        "scheme        HMAC-SHA256 of body, in hexadecimal digits",
                        "found in      header x-hub-signature-256: sha256=SIGNATURE",
                        "one event by  header x-github-delivery, and signed bytes");
        String alias =
                Catalogue.standard().metadata("paddle").orElseThrow().aliases().get(0);
        assertThat(rig.run("providers", "show", alias).out()).startsWith("paddle@");
    }

    @Test
    void whatIsUnknownOrImpossibleSaysSo() {
        assertThat(rig.run("providers", "show", "strip").err())
                .isEqualTo("hooklatch: provider \"strip\" is not in the catalogue; did you mean stripe?\n");
        assertThat(rig.run("providers", "show", "klarna").err())
                .isEqualTo(
                        "hooklatch: provider \"klarna\" is not in the catalogue: it does not document how the bytes of"
                                + " Klarna-Signature are written\n");
        assertThat(rig.run("providers").err()).contains("name what to do: list, show, test, doc or new");
    }

    @Test
    void thePageIsPrintedOrWritten() throws IOException {
        Path file = directory.resolve("providers.md");
        assertThat(rig.run("providers", "doc", file.toString()).exitCode()).isZero();
        assertThat(rig.run("providers", "doc").out())
                .isEqualTo(Files.readString(file))
                .startsWith("# Providers\n");
        assertThat(rig.run("providers", "doc", directory.toString()).exitCode()).isOne();
    }

    private static long fixtureFiles() throws IOException {
        try (Stream<Path> files = Files.walk(PROVIDERS)) {
            return files.filter(file -> file.getParent().endsWith("fixtures")).count();
        }
    }

    private Path copy(String provider) throws IOException {
        Path copy = directory.resolve(provider);
        try (Stream<Path> files = Files.walk(PROVIDERS.resolve(provider))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(PROVIDERS.resolve(provider).relativize(file)));
            }
        }
        return copy;
    }
}
