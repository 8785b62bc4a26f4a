package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.GatewayRig;
import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hooklatch tail} at a running gateway, and a local program that gets what was received. */
class TailGatewayTest {
    private static final String SECRET = "whsec_canary-of-tail";
    private static final Recipe STRIPE = Catalogue.standard().find("stripe").orElseThrow();
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path directory;

    private final CliRig cli = new CliRig();
    private LocalProgram program;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        program = new LocalProgram();
        gateway = Gateway.start(GatewayRig.config(
                directory,
                Map.of("SECRET", SECRET),
                "admin: {listen: \"127.0.0.1:0\", allow_local_without_key: true}\n",
                "endpoints: {shop: {provider: stripe, secrets: \"${SECRET}\"}}\n"));
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        program.close();
    }

    @Test
    void whatIsForwardedIsByteForByteWhatCameAndStillVerifies() throws Exception {
        Request sent = signed("{\"id\": \"evt_1\",\r\n \"type\":\"invoice.paid\", \"n\":\"\u00e9\"}");
        byte[] received = bytes(sent, "hooks.example");
        post(received);

        CliRig.Run run = tail("--since 1h --max 1 --forward " + program.url());

        assertThat(run.exitCode()).as(run.err()).isZero();
        byte[] forwarded = program.next();
        assertThat(text(forwarded))
                .isEqualTo(text(bytes(sent, program.authority())).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        Request again = sent.withBody(body(forwarded));
        assertThat(STRIPE.verifier(List.of(SECRET), Map.of())
                        .verify(again, CLOCK.millis())
                        .accepted())
                .isTrue();
        assertThat(run.err()).contains(" -> " + program.url() + " 204");
    }

    @Test
    void whatCameWhileItWasOffIsForwardedOnceAndInOrder() throws Exception {
        CompletableFuture<CliRig.Run> live =
                CompletableFuture.supplyAsync(() -> tail("--max 1 --forward " + program.url()));
        awaitPosition();
        post(bytes(signed("{\"id\":\"evt_1\",\"type\":\"a\"}"), "h"));
        assertThat(live.get(60, TimeUnit.SECONDS).exitCode()).isZero();
        post(bytes(signed("{\"id\":\"evt_2\",\"type\":\"a\"}"), "h"));
        post(bytes(Request.post("/webhooks/shop", Headers.none(), "{\"id\":\"evt_forged\"}"), "h"));
        post(bytes(signed("{\"id\":\"evt_3\",\"type\":\"a\"}"), "h"));

        CliRig.Run later = tail("--max 2 --forward " + program.url());

        assertThat(later.exitCode()).as(later.err()).isZero();
        assertThat(List.of(text(program.next()), text(program.next()), text(program.next())))
                .satisfiesExactly(
                        one -> assertThat(one).contains("evt_1"),
                        two -> assertThat(two).contains("evt_2"),
                        three -> assertThat(three).contains("evt_3"));
    }

    @Test
    void filtersAndJsonAreThoseOfTheLists() throws Exception {
        post(bytes(signed("{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}"), "h"));
        post(bytes(Request.post("/webhooks/shop", Headers.none(), "{\"id\":\"evt_forged\"}"), "h"));
        post(bytes(signed("{\"id\":\"evt_2\",\"type\":\"invoice.sent\"}"), "h"));

        assertThat(json("--verdict refused").or("provider_event_id", "")).isEqualTo("evt_forged");
        assertThat(json("--reason missing_signature").or("provider_event_id", ""))
                .isEqualTo("evt_forged");
        assertThat(json("--type invoice.sent").or("provider_event_id", "")).isEqualTo("evt_2");
        assertThat(json("--provider-id evt_2").or("event_type", "")).isEqualTo("invoice.sent");
        assertThat(json("--endpoint shop").or("provider_event_id", "")).isEqualTo("evt_1");
        assertThat(json("events --type invoice.sent").or("state", "")).isEqualTo("unrouted");
        String listed = cli.run(
                        "deliveries",
                        "list",
                        "--json",
                        "--type",
                        "invoice.sent",
                        "--url",
                        "http://127.0.0.1:" + gateway.adminPort())
                .out();
        assertThat(json("--type invoice.sent").json()).isEqualTo(listed.strip());
    }

    private Doc json(String filters) throws IOException {
        Files.deleteIfExists(directory.resolve("position"));
        CliRig.Run run = tail(filters + " --since 1h --json --max 1");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Doc.parse(run.out().strip());
    }

    private CliRig.Run tail(String arguments) {
        return cli.run(Stream.of("tail " + arguments + " --url http://127.0.0.1:" + gateway.adminPort() + " --position "
                        + directory.resolve("position"))
                .flatMap(line -> Stream.of(line.split(" ")))
                .toArray(String[]::new));
    }

    /** Until the tail knows its place in the stream, so that nothing is before it any more. */
    private void awaitPosition() throws InterruptedException {
        for (int round = 0; !Files.exists(directory.resolve("position")); round++) {
            assertThat(round).as("no position after a minute").isLessThan(1200);
            boolean unused = new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        }
    }

    private static Request signed(String body) {
        return STRIPE.signer(SECRET, Map.of())
                .sign(
                        Request.post(
                                "/webhooks/shop?a=%20&b",
                                Headers.of("X-Twice", "1", "x-twice", "\u00e9"),
                                body.getBytes(StandardCharsets.ISO_8859_1)),
                        Names.none(),
                        CLOCK.millis());
    }

    private static byte[] bytes(Request request, String host) throws IOException {
        StringBuilder head = new StringBuilder("POST " + request.target() + " HTTP/1.1\r\nHost: " + host + "\r\n");
        for (Header line : request.headers()) {
            head.append(line.name()).append(": ").append(line.value()).append("\r\n");
        }
        head.append("Content-Length: ").append(request.body().length).append("\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(request.body());
        return bytes.toByteArray();
    }

    private void post(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            assertThat(new String(socket.getInputStream().readNBytes(9), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 ");
        }
    }

    private static String text(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1);
    }

    private static byte[] body(byte[] request) {
        return text(request).substring(text(request).indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
    }
}
