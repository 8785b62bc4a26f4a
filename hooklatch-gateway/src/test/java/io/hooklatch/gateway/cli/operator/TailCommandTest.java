package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.cli.CliRig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailCommandTest {
    private static final String ID = "dlv_0r3k8m2x4c00";
    private static final String REFUSED =
            delivery(2).replace("\"kind\":\"verified\"", "\"kind\":\"refused\",\"reason\":\"signature_mismatch\"");

    @TempDir
    Path directory;

    private FakeApi api;
    private final CliRig cli = new CliRig();

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi()
                .streams(": hello\n\n" + message(1, delivery(1)) + message(2, REFUSED) + message(3, delivery(3)));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void whatComesIsPrintedALineEach() {
        CliRig.Run run = tail("--max", "3", "--endpoint", "shop");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .hasSize(3)
                .first()
                .asString()
                .contains(ID + "1", "shop", "verified", "order.paid");
        assertThat(api.asked).containsExactly("GET /stream?endpoint=shop&kinds=delivery");
    }

    @Test
    void itGoesOnWhereItStoppedAndLeavesOutWhatComesTwice() {
        tail("--max", "1");
        CliRig.Run second = tail("--max", "1", "--json");

        assertThat(api.asked).last().isEqualTo("GET /stream?after=m1&kinds=delivery");
        assertThat(second.out().lines()).singleElement().asString().contains(ID + "2");

        tail("--max", "1", "--since", "2026-03-01");
        assertThat(api.asked).last().isEqualTo("GET /stream?from=2026-03-01T00%3A00%3A00.000Z&kinds=delivery");
    }

    @Test
    void whoSawNothingGoesOnWhereTheStreamBegan() throws Exception {
        api.streams("retry: 2000\nid: m0\n\n");
        CompletableFuture<CliRig.Run> run = CompletableFuture.supplyAsync(() -> tail("--max", "1"));
        api.awaitRequests(2);
        assertThat(Files.readString(directory.resolve("position"))).contains("\"after\":\"m0\"");
        api.streams(message(1, delivery(1)));

        assertThat(run.orTimeout(60, TimeUnit.SECONDS).join().exitCode()).isZero();
        assertThat(api.asked).element(1).isEqualTo("GET /stream?after=m0&kinds=delivery");
    }

    @Test
    void filtersThatTheStreamDoesNotHaveAreAppliedHere() {
        CliRig.Run run = tail("--max", "1", "--provider-id", "evt_3");

        assertThat(run.out().lines()).singleElement().asString().contains(ID + "3");
    }

    @Test
    void anEndedStreamIsTakenUpAgain() throws InterruptedException {
        api.streams(
                message(1, delivery(1)) + "event: end\ndata: {\"detail\":\"stopping\"}\n\n" + message(3, delivery(3)));
        CompletableFuture<CliRig.Run> run = CompletableFuture.supplyAsync(() -> tail("--max", "2"));

        // The same stream again: its first message is known, so it never ends by itself.
        api.awaitRequests(2);
        api.streams(message(3, delivery(3)));

        assertThat(run.orTimeout(60, TimeUnit.SECONDS).join().out().lines()).hasSize(2);
        assertThat(api.asked).contains("GET /stream?after=m1&kinds=delivery");
    }

    @Test
    void deliveriesAreForwardedByteForByteAndOnlyAcceptedOnes() throws Exception {
        String body = "{\"id\": \"evt_1\"}\r\n\u00e9";
        for (int i : new int[] {1, 3}) {
            api.on("GET /deliveries/" + ID + i, delivery(i)).on("GET /deliveries/" + ID + i + "/body", body);
        }
        try (ServerSocket program = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> serve(program));
            CompletableFuture<String> second = first.thenApplyAsync(done -> serve(program));

            CliRig.Run run = tail("--max", "2", "--forward", "http://localhost:" + program.getLocalPort());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(first.get(60, TimeUnit.SECONDS))
                    .isEqualTo("PUT /webhooks/shop?a=%20 HTTP/1.1\r\nHost: localhost:" + program.getLocalPort()
                            + "\r\nX-Signature: t=1,v1=ab\r\nx-b: 1\r\nX-B: \u00e9\r\nContent-Length: 19\r\n"
                            + "Connection: close\r\n\r\n"
                            + new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            second.get(60, TimeUnit.SECONDS);
            assertThat(run.out()).contains(ID + "1", ID + "3").doesNotContain(ID + "2");
            assertThat(run.err()).contains(ID + "1 -> http://localhost:" + program.getLocalPort() + " 204");
            assertThat(run.err()).contains("without 1 header lines that hold credentials");
        }
    }

    @Test
    void anotherMachineIsRefusedUnlessAllowed() {
        CliRig.Run run = tail("--forward", "http://192.0.2.1:80");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("192.0.2.1 is another machine", "--allow-remote");
        assertThat(tail("--forward", "https://localhost").err()).contains("as http://localhost:3000");
        assertThat(tail("events", "--forward", "http://localhost:3000").err())
                .contains("what is sent on are deliveries");
        assertThat(api.asked).isEmpty();
    }

    @Test
    void aGatewayThatIsNotThereEndsItAtOnce() throws IOException {
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            CliRig.Run run = cli.run(
                    "tail",
                    "--url",
                    "http://127.0.0.1:" + held.getLocalPort(),
                    "--position",
                    directory.resolve("p").toString());

            assertThat(run.exitCode()).isEqualTo(3);
        }
    }

    private CliRig.Run tail(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 5);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[0] = "tail";
        all[arguments.length + 1] = "--url";
        all[arguments.length + 2] = api.url();
        all[arguments.length + 3] = "--position";
        all[arguments.length + 4] = directory.resolve("position").toString();
        return cli.run(all);
    }

    /** Reads one request, answers it, and returns it as characters that are bytes. */
    private static String serve(ServerSocket program) {
        try (Socket caller = program.accept()) {
            InputStream in = caller.getInputStream();
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            String text = "";
            while (!text.contains("\r\n\r\n") || text.length() < text.indexOf("\r\n\r\n") + 4 + 19) {
                request.write(in.read());
                text = request.toString(StandardCharsets.ISO_8859_1);
            }
            caller.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return text;
        } catch (IOException e) {
            throw new AssertionError("the program was not called as it should", e);
        }
    }

    private static String message(int number, String data) {
        return "event: delivery\nid: m" + number + "\ndata: " + data + "\n\n";
    }

    private static String delivery(int number) {
        return "{\"id\":\"" + ID + number + "\",\"endpoint\":\"shop\",\"kind\":\"message\",\"received_at\":"
                + "\"2026-03-01T12:00:00.000Z\",\"method\":\"PUT\",\"target\":\"/webhooks/shop?a=%20\","
                + "\"verdict\":{\"kind\":\"verified\"},\"event_type\":\"order.paid\",\"provider_event_id\":\"evt_"
                + number
                + "\",\"truncated\":false,\"headers\":[{\"name\":\"X-Signature\",\"value\":\"t=1,v1=ab\",\"masked\":false},"
                + "{\"name\":\"Host\",\"value\":\"hooks.example\",\"masked\":false},"
                + "{\"name\":\"Authorization\",\"value\":\"hooklatch-digest:x\",\"masked\":true},"
                + "{\"name\":\"x-b\",\"value\":\"1\",\"masked\":false},"
                + "{\"name\":\"X-B\",\"value\":\"\u00e9\",\"masked\":false}]}";
    }
}
