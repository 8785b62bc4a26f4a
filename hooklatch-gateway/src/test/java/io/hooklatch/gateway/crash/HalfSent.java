package io.hooklatch.gateway.crash;

import io.hooklatch.message.Header;
import io.hooklatch.message.Request;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request of which the server has taken the head and asked for the body, and which stops in the middle of it. */
final class HalfSent implements Closeable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;

    HalfSent(int port, Request request) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        StringBuilder head = new StringBuilder("POST " + request.target() + " HTTP/1.1\r\nhost: localhost\r\n");
        for (Header line : request.headers()) {
            head.append(line.name()).append(": ").append(line.value()).append("\r\n");
        }
        head.append("expect: 100-continue\r\ncontent-length: ")
                .append(request.body().length)
                .append("\r\n\r\n");
        socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        byte[] interim = socket.getInputStream().readNBytes(CONTINUE.length);
        if (!Arrays.equals(interim, CONTINUE)) {
            throw new IOException(
                    "instead of a request for the body: " + new String(interim, StandardCharsets.US_ASCII));
        }
        socket.getOutputStream().write(request.body(), 0, request.body().length / 2);
    }

    /** Waits until the other side is gone; whether it said nothing more before. */
    boolean unanswered() {
        try (InputStream in = socket.getInputStream()) {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
