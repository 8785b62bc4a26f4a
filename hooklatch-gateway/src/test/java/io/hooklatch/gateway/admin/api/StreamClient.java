package io.hooklatch.gateway.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hooklatch.gateway.access.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A reader of the stream. Each message is one chunk, so that the sizes of chunks are lines of their own. */
final class StreamClient implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader in;
    private final int status;
    private final String place;

    /** One message of the stream. */
    record Message(String kind, String id, JsonNode json) {}

    /** Connects and reads up to where the stream says its place. */
    StreamClient(ApiRig rig, Role role, String query, String lastEventId) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), rig.port());
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String last = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
            socket.getOutputStream()
                    .write(("GET /api/v1/stream" + query + " HTTP/1.1\r\nHost: localhost:" + rig.port()
                                    + "\r\nAuthorization: Bearer " + ApiRig.key(role) + "\r\n" + last + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            status = Integer.parseInt(line().split(" ", -1)[1]);
            String line = line();
            while (status == 200 && !line.startsWith("id: ")) {
                line = line();
            }
            place = status == 200 ? line.substring("id: ".length()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries again until there is a place. */
    static StreamClient patient(ApiRig rig, Role role, String query) {
        for (int i = 0; i < 600; i++) {
            StreamClient client = new StreamClient(rig, role, query, "");
            if (client.status == 200) {
                return client;
            }
            client.close();
        }
        throw new AssertionError("no place became free");
    }

    String place() {
        return place;
    }

    /** The next message; waits for it. */
    Message next() {
        String kind = "";
        String id = "";
        for (String line = line(); ; line = line()) {
            if (line.startsWith("event: ")) {
                kind = line.substring("event: ".length());
            } else if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                return new Message(kind, id, json(line.substring("data: ".length())));
            }
        }
    }

    /** Whether the next thing that comes is a sign of life rather than a message. */
    boolean placeAndNothingElse() {
        for (String line = line(); ; line = line()) {
            if (!line.matches("[0-9a-f]*")) {
                return line.equals(":");
            }
        }
    }

    private String line() {
        try {
            String line = in.readLine();
            if (line == null) {
                throw new AssertionError("the stream ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
