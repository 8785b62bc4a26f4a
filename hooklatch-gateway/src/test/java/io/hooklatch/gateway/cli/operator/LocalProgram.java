package io.hooklatch.gateway.cli.operator;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP server of a developer's machine that keeps the bytes of every request, and answers 204. */
final class LocalProgram implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();

    LocalProgram() throws IOException {
        Thread thread = new Thread(this::serve, "local-program");
        thread.setDaemon(true);
        thread.start();
    }

    String authority() {
        return "localhost:" + server.getLocalPort();
    }

    String url() {
        return "http://" + authority();
    }

    /** The next request, once it is there. */
    byte[] next() throws InterruptedException {
        byte[] request = requests.poll(60, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request within a minute");
        }
        return request;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket caller = server.accept()) {
                requests.add(read(caller.getInputStream()));
                caller.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                requests.add(e.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        int end = -1;
        while (end < 0) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("a request broke off");
            }
            request.write(b);
            end = request.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        }
        Matcher length = LENGTH.matcher(request.toString(StandardCharsets.ISO_8859_1));
        if (length.find()) {
            request.write(in.readNBytes(Integer.parseInt(length.group(1))));
        }
        return request.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
