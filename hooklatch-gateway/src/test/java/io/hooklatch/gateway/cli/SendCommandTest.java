package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Verifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendCommandTest {
    private static final String SECRET = "whsec_Zm9ydHktdHdvIHJhbmRvbSBieXRlcywgcmVhbGx5";

    @TempDir
    Path directory;

    private final CliRig rig = new CliRig();
    private final BlockingQueue<Request> arrived = new LinkedBlockingQueue<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            List<Header> lines = new ArrayList<>();
            exchange.getRequestHeaders().forEach((name, values) -> values.forEach(v -> lines.add(new Header(name, v))));
            byte[] body = exchange.getRequestBody().readAllBytes();
            arrived.add(Request.post(exchange.getRequestURI().toString(), Headers.of(lines), body));
            byte[] answer = "no\u001b[31mpe".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, status == 200 ? -1 : answer.length);
            if (status != 200) {
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "github", "standard-webhooks", "knock"})
    void aSampleOfEachProviderArrivesCorrectlySigned(String provider) throws Exception {
        CliRig.Run run = rig.run("send", provider, "--secret", SECRET, "--url", url("/in"), "--type", "order.paid");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("sending " + provider + " event", "\"order.paid\"", "answer  200")
                .doesNotContain(SECRET);
        Request request = next();
        assertThat(verdict(provider, request)).isEqualTo(Verdict.Kind.VERIFIED);
        assertThat(verifier(provider).names(request).eventType()).hasValue("order.paid");
    }

    @Test
    void theSameIdCanBeSentAgain() throws Exception {
        rig.run("send", "stripe", "--secret", SECRET, "--url", url("/in"), "--id", "evt_7");
        rig.run("send", "stripe", "--secret", SECRET, "--url", url("/in"), "--id", "evt_7");

        assertThat(verifier("stripe").names(next()).eventId()).hasValue("evt_7");
        assertThat(verifier("stripe").names(next()).eventId()).hasValue("evt_7");
    }

    @Test
    void aBodyOfOnesOwnIsSentByteForByte() throws Exception {
        byte[] body = {0, 1, (byte) 0xff, '\n'};
        Path file = Files.write(directory.resolve("body"), body);

        rig.run("send", "github", "--secret", SECRET, "--url", url("/in"), "--body", file.toString());

        Request request = next();
        assertThat(request.body()).isEqualTo(body);
        assertThat(verdict("github", request)).isEqualTo(Verdict.Kind.VERIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--stale", "--tamper", "--wrong-secret"})
    void whatMustBeRefusedCanBeSent(String spoiled) throws Exception {
        rig.run("send", "stripe", "--secret", SECRET, "--url", url("/in"), spoiled);

        assertThat(verdict("stripe", next())).isEqualTo(Verdict.Kind.REFUSED);
    }

    @Test
    void copiesAreTheSameRequestManyTimesAtOnce() throws Exception {
        CliRig.Run run = rig.run(
                "send", "stripe", "--secret", SECRET, "--url", url("/in"), "--copies", "5", "--concurrency", "3");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("5 copies, 3 at once", "answer  200, 5 times");
        Request first = next();
        for (int i = 1; i < 5; i++) {
            assertThat(next().body()).isEqualTo(first.body());
        }
        assertThat(rig.run("send", "stripe", "--secret", SECRET, "--url", url("/"), "--copies", "0"))
                .isEqualTo(mistake("--copies and --concurrency: give at least 1"));
    }

    @Test
    void withoutATypeTheSampleIsTheProvidersOwn() throws Exception {
        rig.run("send", "github", "--secret", SECRET, "--url", url("/in"));

        Request request = next();
        assertThat(request.headers().first("x-github-event")).hasValue("issues");
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).contains("octocat/Hello-World");
    }

    @Test
    void anotherAnswerIsShownHarmlesslyAndIsExitCode1() {
        status = 401;

        CliRig.Run run = rig.run("send", "stripe", "--secret", SECRET, "--url", url("/in"));

        assertThat(run.exitCode()).isOne();
        assertThat(run.out()).contains("answer  401", "\"no\\u001b[31mpe\"");
    }

    @Test
    void theSecretCanComeFromTheEnvironment() throws Exception {
        rig.with("HOOKLATCH_SECRET", SECRET).run("send", "stripe", "--url", url("/in"));

        assertThat(verdict("stripe", next())).isEqualTo(Verdict.Kind.VERIFIED);
    }

    @Test
    void aKeyPairIsKeptInADirectoryAndConfiguredOnce() throws Exception {
        Path keys = directory.resolve("keys");
        CliRig.Run first = rig.run("send", "circle", "--keys", keys.toString(), "--url", url("/in"));
        CliRig.Run second = rig.run("send", "circle", "--keys", keys.toString(), "--url", url("/in"));

        assertThat(first.out()).startsWith("a new key pair; the options to configure at the endpoint:");
        assertThat(second.out()).startsWith("sending circle event");
        assertThat(first.out() + second.out() + first.err() + second.err()).doesNotContain("\"d\"");
        Verifier verifier = Catalogue.standard()
                .find("circle")
                .orElseThrow()
                .verifier(List.of(), Map.of("public_keys", Files.readString(keys.resolve("circle.public_keys"))));
        for (int i = 0; i < 2; i++) {
            assertThat(verifier.verify(next(), System.currentTimeMillis()).kind())
                    .isEqualTo(Verdict.Kind.VERIFIED);
        }
        assertThat(Files.getPosixFilePermissions(keys.resolve("circle.private-key")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(rig.run("send", "circle", "--keys", keys.toString(), "--secret", SECRET, "--url", url("/")))
                .isEqualTo(mistake("--secret and --keys: give one of them"));
        assertThat(rig.run("send", "github", "--keys", keys.toString(), "--url", url("/")))
                .isEqualTo(
                        mistake("--keys: github signs with a shared secret: give --secret, or set HOOKLATCH_SECRET"));
    }

    @Test
    void aTypeThatASampleCannotHaveIsRefusedWithThoseThatItCan() {
        assertThat(rig.run("send", "aws-sns", "--url", url("/"), "--type", "order.paid")
                        .err())
                .endsWith(
                        "; --type: there are samples of Notification, SubscriptionConfirmation, UnsubscribeConfirmation\n");
        assertThat(rig.run("send", "braintree", "--secret", SECRET, "--url", url("/"), "--type", "x"))
                .isEqualTo(
                        mistake("braintree names no type of its events: leave it out; --type: there are samples of no"
                                + " type"));
    }

    @Test
    void mistakesAreOneLineAndExitCode2() {
        assertThat(rig.run("send", "strip", "--secret", SECRET, "--url", url("/")))
                .isEqualTo(mistake("provider \"strip\" is not in the catalogue; did you mean stripe?"));
        assertThat(rig.run("send", "stripe", "--url", url("/")))
                .isEqualTo(mistake("--secret is missing: give it, or set HOOKLATCH_SECRET"));
        assertThat(rig.run("send", "stripe", "--secret", SECRET, "--url", "ftp://x"))
                .extracting(CliRig.Run::exitCode, CliRig.Run::err)
                .containsExactly(2, "hooklatch: --url: it must be http://HOST/PATH or https://HOST/PATH\n");
        assertThat(rig.run("send", "github", "--secret", SECRET, "--url", url("/"), "--stale"))
                .isEqualTo(mistake("--stale: github signs no time, so nothing of it gets stale"));
        assertThat(rig.run("send", "stripe", "--secret", SECRET, "--url", url("/"), "--body", "nowhere"))
                .isEqualTo(mistake("--body: nowhere cannot be read"));
    }

    @Test
    void fault64_aSecretThatCannotBeUsedIsNotPrinted() {
        CliRig.Run run = rig.run("send", "standard-webhooks", "--secret", "canary!!canary", "--url", url("/"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err() + run.out()).doesNotContain("canary");
    }

    @Test
    void nobodyThereIsOneLineAndExitCode1() {
        server.stop(0);

        CliRig.Run run = rig.run("send", "stripe", "--secret", SECRET, "--url", url("/in"));

        assertThat(run.exitCode()).isOne();
        assertThat(run.err().lines())
                .containsExactly(
                        "hooklatch: no answer from 127.0.0.1: nobody accepts the connection; is it running, and"
                                + " is the port right?");
    }

    private static CliRig.Run mistake(String message) {
        return new CliRig.Run(2, "", "hooklatch: " + message + System.lineSeparator());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Request next() throws InterruptedException {
        Request request = arrived.poll(10, TimeUnit.SECONDS);
        assertThat(request).as("a request within 10 s").isNotNull();
        return request;
    }

    private static Verifier verifier(String provider) {
        return Catalogue.standard().find(provider).orElseThrow().verifier(List.of(SECRET), Map.of());
    }

    private static Verdict.Kind verdict(String provider, Request request) {
        return verifier(provider).verify(request, System.currentTimeMillis()).kind();
    }
}
