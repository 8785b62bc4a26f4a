package io.hooklatch.gateway.destination;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A server on plain sockets that notes every connection and request, and answers with whatever bytes a test gives. */
final class TrapServer implements AutoCloseable {
    /** Answers one request; what it leaves open is closed when it returns. */
    interface Script {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    /** One request as it arrived. */
    record Seen(String line, List<String> headers, byte[] body) {
        List<String> all(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(h -> h.substring(start.length()).strip())
                    .toList();
        }

        String only(String name) {
            List<String> values = all(name);
            if (values.size() != 1) {
                throw new AssertionError(name + " has the values " + values + " in " + headers);
            }
            return values.get(0);
        }
    }

    private final ServerSocket server;
    private final Script script;
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TrapServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
        Thread acceptor = new Thread(this::accept, "trap-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    static TrapServer answering(Script script) {
        try {
            return at("127.0.0.1", 0, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TrapServer answering(String response) {
        return answering(out -> out.write(response.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** @param port 0 for any free one */
    static TrapServer at(String address, int port, Script script) throws IOException {
        return new TrapServer(new ServerSocket(port, 50, InetAddress.getAllByName(address)[0]), script);
    }

    /** Over TLS. */
    static TrapServer at(String address, SSLContext tls, Script script) throws IOException {
        InetAddress host = InetAddress.getAllByName(address)[0];
        return new TrapServer(tls.getServerSocketFactory().createServerSocket(0, 50, host), script);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    Seen next() throws InterruptedException {
        Seen next = seen.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no request arrived within 10 s");
        }
        return next;
    }

    boolean sawNothingMore() {
        return seen.isEmpty();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread worker = new Thread(() -> serve(socket), "trap-connection");
                worker.setDaemon(true);
                worker.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            seen.add(read(new BufferedInputStream(socket.getInputStream())));
            script.answer(socket.getOutputStream());
        } catch (IOException | InterruptedException over) {
            open.remove(socket);
        }
    }

    private static Seen read(InputStream in) throws IOException {
        String first = line(in);
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        Seen head = new Seen(first, headers, new byte[0]);
        int length = head.all("content-length").isEmpty() ? 0 : Integer.parseInt(head.only("content-length"));
        return new Seen(first, headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended inside the head");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
