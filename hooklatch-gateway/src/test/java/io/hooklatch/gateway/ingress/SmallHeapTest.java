package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Giant bodies against a process with a heap of 64 MB, which ends at the first sign of running out. */
class SmallHeapTest {
    private static final int SENDERS = 24;
    private static final int GIANT = 40 * 1024 * 1024;

    @TempDir
    Path folder;

    private Process process;
    private Socket line;
    private int port;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket reports = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            reports.setSoTimeout(60_000);
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SmallHeapIngress.class.getName(),
                            Integer.toString(reports.getLocalPort()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            line = reports.accept();
            port = new DataInputStream(line.getInputStream()).readInt();
        }
    }

    @AfterEach
    void stop() throws Exception {
        line.close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void fault39_endlessChunksOnManyConnectionsDoNotExhaustTheHeap() throws Exception {
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        List<Integer> statuses = fromManySenders(client -> {
            client.send("POST /big HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int sent = 0; sent < GIANT; sent += chunk.length) {
                client.send(chunk);
            }
        });

        assertThat(statuses).hasSize(SENDERS).isSubsetOf(413, 503);
        assertAlive();
    }

    @Test
    void fault39_giantBodiesOfHonestLengthOnManyConnectionsDoNotExhaustTheHeap() throws Exception {
        byte[] piece = new byte[0x10000];

        List<Integer> statuses = fromManySenders(client -> {
            client.send("POST /big HTTP/1.1\r\nHost: h\r\nContent-Length: " + SmallHeapIngress.MAX_BODY + "\r\n\r\n");
            for (int sent = 0; sent < SmallHeapIngress.MAX_BODY; sent += piece.length) {
                client.send(piece);
            }
        });

        assertThat(statuses).hasSize(SENDERS).isSubsetOf(200, 503);
        assertAlive();
    }

    private List<Integer> fromManySenders(Consumer<RawClient> sending) throws Exception {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            RawClient client = new RawClient(port);
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            answers.add(answer);
            new Thread(() -> IngressRig.untilClosed(() -> {
                        sending.accept(client);
                        client.endOutput();
                    }))
                    .start();
            new Thread(() -> {
                        try (client) {
                            answer.complete(client.answer().status());
                        } catch (RuntimeException e) {
                            answer.completeExceptionally(e);
                        }
                    })
                    .start();
        }
        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<Integer> answer : answers) {
            statuses.add(answer.get(60, TimeUnit.SECONDS));
        }
        return statuses;
    }

    private void assertAlive() {
        assertThat(process.isAlive()).isTrue();
        try (RawClient client = new RawClient(port)) {
            String body = "b".repeat(1_000_000);
            RawAnswer answer = client.send(IngressRig.post("/big", body)).answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-length")).isEqualTo("1000000");
        }
    }
}
