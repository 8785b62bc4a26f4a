package io.hooklatch.gateway.demo;

import io.hooklatch.message.Header;
import io.hooklatch.message.Request;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A sender of webhooks over one HTTP/1.1 connection, which is opened when it is first needed and again after it was lost.
 * Writes a request as it is, and reads of the answer what a sender cares about. Not thread-safe.
 */
public final class Wire implements Closeable {
    private static final int BUFFER = 4096;
    private static final int LONGEST_LINE = 8192;

    private final InetSocketAddress server;
    private final int patienceMillis;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private @Nullable Socket socket;

    /**
     * @param server connected to when something is sent
     * @param patienceMillis how long to wait for a connection and for each part of an answer
     */
    public Wire(InetSocketAddress server, int patienceMillis) {
        this.server = server;
        this.patienceMillis = patienceMillis;
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @return the HTTP status
     * @throws IOException when there was no complete answer: the request may have been taken or not
     */
    public int send(Request request) throws IOException {
        Socket open = socket == null ? connect() : socket;
        boolean kept = false;
        try {
            open.getOutputStream().write(bytes(request));
            int status = answer(open.getInputStream());
            kept = socket != null;
            return status;
        } finally {
            if (!kept) {
                close();
            }
        }
    }

    private Socket connect() throws IOException {
        Socket fresh = new Socket();
        try {
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(patienceMillis);
            fresh.connect(server, patienceMillis);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        at = 0;
        end = 0;
        socket = fresh;
        return fresh;
    }

    private byte[] bytes(Request request) throws IOException {
        StringBuilder head = new StringBuilder(512)
                .append(request.method())
                .append(' ')
                .append(request.target())
                .append(" HTTP/1.1\r\nhost: ")
                .append(server.getHostString())
                .append(':')
                .append(server.getPort())
                .append("\r\n");
        for (Header line : request.headers()) {
            head.append(line.name()).append(": ").append(line.value()).append("\r\n");
        }
        head.append("content-length: ").append(request.body().length).append("\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + request.body().length);
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(request.body());
        return out.toByteArray();
    }

    private int answer(InputStream in) throws IOException {
        String statusLine = line(in);
        if (!statusLine.startsWith("HTTP/1.1 ") || statusLine.length() < 12) {
            throw new IOException("no HTTP/1.1 answer: " + statusLine);
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        long length = 0;
        boolean last = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                throw new IOException("an answer with " + line + " is not understood");
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                last = true;
            }
        }
        for (long i = 0; i < length; i++) {
            octet(in);
        }
        if (last) {
            close();
        }
        return status;
    }

    private String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int octet = octet(in); octet != '\n'; octet = octet(in)) {
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line of the answer is longer than " + LONGEST_LINE);
            }
            line.append((char) octet);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    private int octet(InputStream in) throws IOException {
        if (at == end) {
            end = in.read(buffer);
            at = 0;
            if (end <= 0) {
                end = 0;
                throw new EOFException("the server closed the connection in the middle of an answer");
            }
        }
        return buffer[at++] & 0xff;
    }

    /** Closes the connection; the next request opens another. */
    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        if (open != null) {
            open.close();
        }
    }
}
