package io.hooklatch.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection with at most one request on its way. Not thread-safe. */
final class HttpConnection {
    private static final int MOST_REQUEST = 8 * 1024;
    private static final int MOST_ANSWER = 8 * 1024;
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(MOST_REQUEST);
    private final ByteBuffer in = ByteBuffer.allocate(MOST_ANSWER);
    private @Nullable SelectionKey key;
    private long sentAt;
    private int status;

    HttpConnection(SocketChannel channel) {
        this.channel = channel;
    }

    void key(SelectionKey registered) {
        key = registered;
    }

    /** When the request on its way was sent, in nanoseconds of {@link System#nanoTime()}. */
    long sentAt() {
        return sentAt;
    }

    /** The status of the last answer. */
    int status() {
        return status;
    }

    void send(byte[] request) throws IOException {
        out.clear();
        out.put(request);
        out.flip();
        in.clear();
        sentAt = System.nanoTime();
        write();
    }

    private void write() throws IOException {
        channel.write(out);
        int wanted = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        SelectionKey own = Objects.requireNonNull(key, "key");
        if (own.interestOps() != wanted) {
            own.interestOps(wanted);
        }
    }

    /** Goes on with what can go on; true when the answer is complete. */
    boolean ready() throws IOException {
        if (out.hasRemaining()) {
            write();
        }
        int read = channel.read(in);
        if (read < 0) {
            throw new IOException("the server closed a connection after " + in.position() + " bytes of an answer");
        }
        return read > 0 && complete();
    }

    private boolean complete() throws IOException {
        byte[] bytes = in.array();
        int end = endOfHead(bytes, in.position());
        if (end < 0) {
            if (!in.hasRemaining()) {
                throw new IOException("an answer has more than " + MOST_ANSWER + " bytes");
            }
            return false;
        }
        status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
        return in.position() >= end + contentLength(bytes, end);
    }

    private static int endOfHead(byte[] bytes, int length) {
        for (int i = 3; i < length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(byte[] bytes, int end) throws IOException {
        for (int at = 12; at + LENGTH.length < end; at++) {
            if (bytes[at] == '\r' && startsWithLength(bytes, at)) {
                int length = 0;
                for (int i = at + LENGTH.length; bytes[i] != '\r'; i++) {
                    length = bytes[i] == ' ' ? length : length * 10 + bytes[i] - '0';
                }
                return length;
            }
        }
        String head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding")) {
            throw new IOException("an answer is chunked, which this generator does not read: " + head);
        }
        return 0;
    }

    private static boolean startsWithLength(byte[] bytes, int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            int lower = bytes[at + i] >= 'A' && bytes[at + i] <= 'Z' ? bytes[at + i] + 32 : bytes[at + i];
            if (lower != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    void close() throws IOException {
        channel.close();
    }
}
