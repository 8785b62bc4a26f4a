package io.hooklatch.gateway.cli.tail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads server-sent events, as the HTML standard describes them. For one thread. */
final class Messages {
    private static final int LONGEST_LINE = 16 << 20;

    private final InputStream in;
    private boolean afterReturn;

    Messages(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next message with data or with a place at least, once it is there; absent when the stream has ended. */
    Optional<Message> next() throws IOException {
        String kind = "message";
        String id = "";
        StringBuilder data = new StringBuilder();
        boolean any = false;
        for (Optional<String> line = line(); line.isPresent(); line = line()) {
            String text = line.get();
            if (text.isEmpty()) {
                if (any || !id.isEmpty()) {
                    return Optional.of(new Message(kind, id, data.toString()));
                }
                kind = "message";
                continue;
            }
            int colon = text.indexOf(':');
            String name = colon < 0 ? text : text.substring(0, colon);
            String value = colon < 0 ? "" : text.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (name) {
                case "event" -> kind = value;
                case "id" -> id = value;
                case "data" -> {
                    data.append(any ? "\n" : "").append(value);
                    any = true;
                }
                default -> {
                    // A comment, which only says that the connection lives, or a field that is not ours.
                }
            }
        }
        return Optional.empty();
    }

    /** A line that ends with CR, LF or both. */
    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            boolean second = afterReturn && b == '\n';
            afterReturn = b == '\r';
            if (second) {
                continue;
            }
            if (b == '\n' || b == '\r') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            if (line.size() >= LONGEST_LINE) {
                throw new EOFException("a line of the stream is longer than 16 MiB");
            }
            line.write(b);
        }
        return Optional.empty();
    }
}
