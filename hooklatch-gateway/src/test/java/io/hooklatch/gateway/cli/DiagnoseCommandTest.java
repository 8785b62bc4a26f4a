package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseCommandTest {
    private static final String SECRET = "a-secret-between-two";
    private static final String URL_RECIPE = """
            {"signature": {"in": "header x-caller-signature", "encoding": "base64",
              "signs": ["url", "sorted form"], "algorithm": "hmac-sha1"}, "allow": ["weak-digest", "body-not-signed"]}
            """;

    @TempDir
    Path directory;

    private final CliRig rig = new CliRig();

    private static Request github(String body) {
        Recipe recipe = Catalogue.standard().find("github").orElseThrow();
        Headers headers =
                Headers.of("Host", "hooks.example", "Content-Type", "application/json", "X-GitHub-Delivery", "d-1");
        return recipe.signer(SECRET, Map.of()).sign(Request.post("/in", headers, body), Names.none(), 0);
    }

    private Path raw(Request request, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
        for (Header line : request.headers()) {
            head.append(line.name()).append(": ").append(line.value()).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return Files.write(directory.resolve("captured.http"), all);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void aRawRequestThatVerifiesIsSaidToVerify() throws IOException {
        Request request = github("{\"a\":1}");
        CliRig.Run run = rig.run(
                "diagnose", "github", "--request", raw(request, request.body()).toString(), "--secret", SECRET);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("verified by secret 1 as github");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void theCauseOfARefusalIsPrintedWithItsFixAndWithoutTheSecret() throws IOException {
        Path file = raw(github("{\"a\":1}"), "{\n  \"a\": 1\n}".getBytes(StandardCharsets.UTF_8));
        CliRig.Run run = rig.run("diagnose", "github", "--request", file.toString(), "--secret", SECRET);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "verdict     refused: \"github signature mismatch\"",
                        "cause       body-reserialised",
                        "confidence  high",
                        "evidence    The signature fits the body as JSON compact.",
                        "fix         ")
                .doesNotContain(SECRET);
    }

    @Test
    void aFormerSecretIsRecognised() throws IOException {
        Request request = github("{}");
        CliRig.Run run = rig.run(
                "diagnose",
                "github",
                "--request",
                raw(request, request.body()).toString(),
                "--secret",
                "another-secret",
                "--retired",
                SECRET);
        assertThat(run.out()).contains("cause       retired-secret");
    }

    @Test
    void aRequestBehindAProxyThatEndsTlsNamesThePublicUrl() throws IOException {
        Recipe recipe = Recipe.parse("caller", URL_RECIPE);
        Headers inside = Headers.of(
                "Host", "10.0.0.7:8080",
                "X-Forwarded-Host", "hooks.example.com",
                "X-Forwarded-Proto", "https",
                "Content-Type", "application/x-www-form-urlencoded");
        Request request = recipe.signer(SECRET, Map.of("url", "https://hooks.example.com/voice"))
                .sign(Request.post("/voice", inside, "CallSid=CA1&From=%2B15550100"), Names.none(), 0);
        Path own = file("caller.json", URL_RECIPE);
        CliRig.Run run = rig.run(
                "diagnose",
                own.toString(),
                "--request",
                raw(request, request.body()).toString(),
                "--secret",
                SECRET,
                "--url",
                "http://10.0.0.7:8080/voice");
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "cause       public-url",
                        "confidence  high",
                        "fix         Set the option url to https://hooks.example.com/voice.");
    }

    @Test
    void anArchiveIsReadAtTheTimeItWasTaken() throws IOException {
        Recipe stripe = Catalogue.standard().find("stripe").orElseThrow();
        long then = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();
        Request request = stripe.signer(SECRET, Map.of())
                .sign(Request.post("/in", Headers.none(), "{\"id\":\"evt_1\"}"), Names.none(), then);
        String signature = request.headers().first("stripe-signature").orElseThrow();
        String archive = """
                {"log": {"entries": [
                  {"startedDateTime": "2026-01-02T03:04:05Z", "request": {"method": "GET", "url": "https://a.example/", "headers": []}},
                  {"startedDateTime": "2026-01-02T03:04:06Z", "response": null, "request": {"method": "POST",
                   "url": "https://a.example/in", "headers": [{"name": ":method", "value": "POST"},
                   {"name": "stripe-signature", "value": "%s"}],
                   "postData": {"mimeType": "application/json", "text": "{\\"id\\":\\"evt_1\\"}"}}}]}}
                """.replace("%s", signature);
        String file = file("a.har", archive).toString();
        assertThat(rig.run("diagnose", "stripe", "--request", file, "--secret", SECRET)
                        .out())
                .contains("verified by secret 1");
        assertThat(rig.run("diagnose", "stripe", "--request", file, "--secret", SECRET, "--at", "2026-01-02T09:04:05Z")
                        .out())
                .contains("cause       old-request", "confidence  medium");
        assertThat(rig.run("diagnose", "stripe", "--request", file, "--secret", SECRET, "--entry", "3")
                        .err())
                .contains("the archive has 2 entries");
    }

    @Test
    void aFixtureBringsItsOwnSecretAndTime() {
        Path fixture = Path.of("..", "providers", "stripe", "fixtures", "tampered_body.json");
        CliRig.Run run = rig.run("diagnose", "stripe", "--request", fixture.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("cause       unknown", "confidence  low");
    }

    @Test
    void aBodyInChunksAndAnAddedLineFeedAreRead() throws IOException {
        Request request = github("{\"a\":1}");
        Request chunked = request.withHeader("Transfer-Encoding", "chunked");
        byte[] chunks = "3\r\n{\"a\r\n4;x=y\r\n\":1}\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(rig.run(
                                "diagnose",
                                "github",
                                "--request",
                                raw(chunked, chunks).toString(),
                                "--secret",
                                SECRET)
                        .exitCode())
                .isZero();
        Request counted = request.withHeader("Content-Length", "7");
        byte[] longer = "{\"a\":1}\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(rig.run(
                                "diagnose",
                                "github",
                                "--request",
                                raw(counted, longer).toString(),
                                "--secret",
                                SECRET)
                        .exitCode())
                .isZero();
    }

    @Test
    void aUrlThatNobodyConfiguredIsNotCalledAnOption() throws IOException {
        Request request = github("{}");
        CliRig.Run run = rig.run(
                "diagnose",
                file("caller.json", URL_RECIPE).toString(),
                "--request",
                raw(request.withHeader("x-sig", "AAAA").withHeader("Host", "a.example"), request.body())
                        .toString(),
                "--secret",
                SECRET);
        assertThat(run.out()).startsWith("verdict     refused").doesNotContain("from option url");
    }

    @Test
    void anEntryOfWhatIsNoArchiveIsAMistake() throws IOException {
        Request request = github("{}");
        String raw = raw(request, request.body()).toString();
        String fixture =
                Path.of("..", "providers", "stripe", "fixtures", "valid.json").toString();
        for (String file : List.of(raw, fixture)) {
            CliRig.Run run = rig.run("diagnose", "github", "--request", file, "--secret", SECRET, "--entry", "2");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .isEqualTo("hooklatch: --entry: " + file
                            + " is no archive (HAR) and holds one request: leave it out\n");
        }
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        String odd = file("odd.http", "POST /x HTTP/1.1\nno header\n\n").toString();
        assertThat(rig.run("diagnose", "github", "--request", odd, "--secret", SECRET)
                        .err())
                .contains("line 2 is no header");
        assertThat(rig.run("diagnose", "githup", "--request", odd, "--secret", SECRET)
                        .err())
                .contains("line 2 is no header");
        String empty = file("empty.http", "").toString();
        CliRig.Run run = rig.run("diagnose", "github", "--request", empty, "--secret", SECRET);
        assertThat(run.err()).contains("the file is empty");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(rig.run("diagnose", "github", "--request", "nowhere.http").err())
                .contains("nowhere.http cannot be read");
    }
}
