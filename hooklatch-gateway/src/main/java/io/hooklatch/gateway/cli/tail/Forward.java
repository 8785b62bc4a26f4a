package io.hooklatch.gateway.cli.tail;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Sends stored deliveries to a program: the method, the header lines in their order and case, and the body bytes as they
 * were received, so that the provider's signature still fits. What is left out are the headers of the connection, which
 * belong to every hop by itself, and credentials, of which only a digest is kept.
 */
final class Forward {
    private static final int WITHIN_MILLIS = 30_000;
    private static final Set<String> OF_THE_HOP = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "proxy-connection",
            "proxy-authorization");

    private final URI url;
    private final InetAddress address;

    private Forward(URI url, InetAddress address) {
        this.url = url;
        this.address = address;
    }

    /**
     * To this address.
     *
     * @param allowRemote whether it may be another machine than this one
     */
    static Forward to(String text, boolean allowRemote) throws CommandFailure {
        try {
            URI url = URI.create(text);
            if (!"http".equals(url.getScheme()) || url.getHost() == null || url.getUserInfo() != null) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--forward: it is the address of a local program, as http://localhost:3000");
            }
            InetAddress address = InetAddress.getByName(url.getHost());
            if (!address.isLoopbackAddress() && !allowRemote) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--forward: " + url.getHost() + " is another machine, and what is sent holds customers' data;"
                                + " --allow-remote sends it there all the same");
            }
            return new Forward(url, address);
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw new CommandFailure(ExitCode.USAGE, "--forward: " + e.getMessage() + " is no address", e);
        }
    }

    /**
     * Sends one delivery and waits for the status of the answer.
     *
     * @throws IOException when there is no answer
     */
    int send(Doc delivery, byte[] body) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(WITHIN_MILLIS);
            socket.connect(new InetSocketAddress(address, url.getPort() < 0 ? 80 : url.getPort()), WITHIN_MILLIS);
            socket.getOutputStream().write(bytes(delivery, body));
            socket.getOutputStream().flush();
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = answer.readLine();
            if (line == null || !line.matches("HTTP/1\\.[01] [1-9][0-9]{2}(?: .*)?")) {
                throw new IOException("what answers there is no HTTP server");
            }
            return Integer.parseInt(line.substring(9, 12));
        }
    }

    private byte[] bytes(Doc delivery, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(delivery.or("method", "POST"))
                .append(' ')
                .append(target(delivery.or("target", "/")))
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.getRawAuthority())
                .append("\r\n");
        for (Doc header : delivery.docs("headers")) {
            String name = header.or("name", "");
            if (!header.is("masked") && !OF_THE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                head.append(name).append(": ").append(header.or("value", "")).append("\r\n");
            }
        }
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Header bytes map one to one to characters, in both directions.
        bytes.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(body);
        return bytes.toByteArray();
    }

    /** The path of the address, where it has one, else that of the delivery; the query is always the delivery's. */
    private String target(String received) {
        String path = url.getRawPath();
        if (path == null || path.isEmpty() || path.equals("/")) {
            return received;
        }
        int query = received.indexOf('?');
        return query < 0 ? path : path + received.substring(query);
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
