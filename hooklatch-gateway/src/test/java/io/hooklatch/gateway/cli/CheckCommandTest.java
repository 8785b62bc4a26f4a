package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String SECRET = "canary-of-the-check-command";

    @TempDir
    Path directory;

    private final CliRig rig = new CliRig().with("STRIPE_SECRET", SECRET);

    @Test
    void aValidConfigurationIsSummedUp() throws IOException {
        Path file = write("""
                endpoints:
                  stripe:
                    provider: stripe
                    secrets: ${STRIPE_SECRET}
                  open:
                    unverified: true
                    enabled: false
                destinations:
                  shop:
                    type: http
                    url: https://shop.example/path-that-is-a-credential
                    secrets: whsec_Zm9ydHktdHdvIHJhbmRvbSBieXRlcywgcmVhbGx5
                  journal: {type: log}
                routes:
                  - {endpoint: stripe, types: [invoice.*], to: shop}
                  - {endpoint: stripe, to: journal}
                """);

        CliRig.Run run = rig.run("check", "-c", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .contains(
                        "stripe           /webhooks/stripe  stripe@1.0.0 (curated)  json /id      shop (invoice.*), journal",
                        "open (disabled)  /webhooks/open    nothing, UNVERIFIED     body digest   nowhere: unrouted",
                        "shop         https://shop.example  12        8",
                        file + " is valid.");
        assertThat(run.out())
                .contains("endpoints.open: is unverified", "endpoints.open: no route leads from here")
                .doesNotContain("path-that-is-a-credential", SECRET, "Zm9ydHk");
        assertThat(directory.toFile().list()).as("nothing was opened or made").containsExactly("hooklatch.yaml");
    }

    @Test
    void whatIsWeakAboutARecipeOfOnesOwnIsPrinted() throws IOException {
        Path file = write("""
                endpoints:
                  acme:
                    secrets: a-made-up-secret
                    options: {tolerance_s: "90000"}
                    recipe:
                      signature: {in: header x-sig, algorithm: hmac-sha1, signs: [timestamp, header x-id]}
                      timestamp: {in: header x-time, unit: s}
                      event_id: json /id
                      allow: [weak-digest, body-not-signed]
                """);

        assertThat(rig.run("check", "-c", file.toString()).out())
                .contains(
                        "the signature rests on MD5 or SHA-1",
                        "the body is not among the signed parts, so it can be changed on the way",
                        "json /id is not signed",
                        "tolerance_s is more than a day");
    }

    @Test
    void anInvalidConfigurationIsNamedLineByLineWithExitCode2() throws IOException {
        Path file = write("lissten: 1\nendpoints:\n  a: {unverified: true, path: x}\n");

        CliRig.Run run = rig.run("check", "-c", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        "hooklatch: " + file + " cannot be used, 2 problems:",
                        file + ":1:1: lissten: unknown setting: did you mean listen?",
                        file + ":3:31: endpoints.a.path: path \"x\": it starts with / and holds neither query, fragment"
                                + " nor white space");
    }

    @Test
    void aMissingFileIsOneLine() {
        Path file = directory.resolve("nowhere.yaml");

        CliRig.Run run = rig.run("check", "-c", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "hooklatch: " + file + " cannot be used, 1 problem:",
                        file + ": the file does not exist: name another one with -c");
    }

    @Test
    void verboseShowsWhereAnErrorComesFrom() {
        CliRig.Run run = rig.run(
                "check", "--verbose", "-c", directory.resolve("nowhere.yaml").toString());

        assertThat(run.err()).contains("ConfigException", "\tat io.hooklatch.gateway");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("hooklatch.yaml"), yaml);
    }
}
