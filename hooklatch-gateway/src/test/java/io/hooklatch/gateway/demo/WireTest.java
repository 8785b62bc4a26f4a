package io.hooklatch.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final String BODY = "{\"n\":1}";

    private final ServerSocket server = listen();
    private final CompletableFuture<List<String>> seen = new CompletableFuture<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() throws IOException {
        server.close();
        thread.shutdownNow();
    }

    @Test
    void aRequestLeavesAsItIsAndTheStatusComesBack() throws Exception {
        answer(List.of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));

        try (Wire wire = wire()) {
            assertThat(wire.send(request())).isEqualTo(200);
        }

        assertThat(seen.get(20, TimeUnit.SECONDS))
                .containsExactly("POST /hook?a=%20 HTTP/1.1\r\nhost: localhost:" + server.getLocalPort()
                        + "\r\nX-One: 1\r\nX-One: 2\r\ncontent-length: 7\r\n\r\n" + BODY);
    }

    @Test
    void oneConnectionServesManyRequests() throws Exception {
        answer(List.of(
                "HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nConnection: close\r\n\r\n"));

        try (Wire wire = wire()) {
            assertThat(List.of(wire.send(request()), wire.send(request()), wire.send(request())))
                    .containsExactly(401, 204, 503);
        }

        assertThat(seen.get(20, TimeUnit.SECONDS)).hasSize(3);
    }

    @Test
    void afterTheServerHasClosedTheNextRequestOpensAnotherConnection() throws Exception {
        answer(List.of("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"));
        try (Wire wire = wire()) {
            assertThat(wire.send(request())).isEqualTo(200);
            answer(List.of("HTTP/1.1 201 Created\r\n\r\n"));
            assertThat(wire.send(request())).isEqualTo(201);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNoAnswer() throws Exception {
        answer(List.of("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf"));

        try (Wire wire = wire()) {
            assertThatThrownBy(() -> wire.send(request())).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aServerThatIsNotThereIsAnError() throws IOException {
        server.close();

        try (Wire wire = wire()) {
            assertThatThrownBy(() -> wire.send(request())).isInstanceOf(ConnectException.class);
        }
    }

    private static Request request() {
        return Request.post("/hook?a=%20", Headers.of("X-One", "1").plus("X-One", "2"), BODY);
    }

    private Wire wire() {
        return new Wire(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), 20_000);
    }

    /** Accepts one connection, gives these answers to the requests on it, and closes it. */
    private void answer(List<String> answers) {
        thread.execute(() -> {
            List<String> requests = new ArrayList<>();
            try (Socket socket = server.accept()) {
                InputStream in = new BufferedInputStream(socket.getInputStream());
                for (String answer : answers) {
                    requests.add(read(in));
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                }
                seen.complete(requests);
            } catch (IOException e) {
                seen.completeExceptionally(e);
            }
        });
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n" + BODY)) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("after " + text);
            }
            text.append((char) octet);
        }
        return text.toString();
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
