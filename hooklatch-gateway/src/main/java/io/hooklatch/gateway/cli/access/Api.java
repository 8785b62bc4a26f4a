package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.gateway.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** HTTP to the admin API of one gateway. No redirect is followed, since the key would go along. */
public final class Api {
    private static final Duration CONNECT = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_BYTES = 256 << 20;

    private final URI base;
    private final Optional<Secret> key;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** @param base scheme, host and port of the admin port */
    Api(URI base, Optional<Secret> key) {
        this.base = base;
        this.key = key;
    }

    /** Scheme, host and port. */
    public URI base() {
        return base;
    }

    /** The object at a path below that of the API. */
    public Doc get(String path) throws CommandFailure {
        return doc(send(path, request(path).GET()), path);
    }

    /** The same; absent when there is no such thing. */
    public Optional<Doc> find(String path) throws CommandFailure {
        HttpResponse<InputStream> answer = send(path, request(path).GET());
        if (answer.statusCode() == 404) {
            bytes(answer, path);
            return Optional.empty();
        }
        return Optional.of(doc(answer, path));
    }

    byte[] getBytes(String path) throws CommandFailure {
        HttpResponse<InputStream> answer = send(path, request(path).GET());
        byte[] bytes = bytes(answer, path);
        refuse(answer, bytes);
        return bytes;
    }

    /** Sends an object and returns the one that is answered. */
    public Doc post(String path, Doc body) throws CommandFailure {
        return doc(
                send(
                        path,
                        request(path)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body.json()))),
                path);
    }

    /** The body of an answer that goes on until it is closed. */
    InputStream stream(String path) throws CommandFailure {
        return stream(path, "text/event-stream");
    }

    private InputStream stream(String path, String mediaType) throws CommandFailure {
        HttpRequest.Builder request = builder(path).header("Accept", mediaType);
        HttpResponse<InputStream> answer = send(path, request.GET());
        if (answer.statusCode() != 200) {
            refuse(answer, bytes(answer, path));
        }
        return answer.body();
    }

    /**
     * Copies lines as they come, of any length in all.
     *
     * @return how many
     * @throws IOException when the answer breaks off, or of the target
     */
    public long lines(String path, OutputStream out) throws CommandFailure, IOException {
        long lines = 0;
        byte[] some = new byte[64 * 1024];
        try (InputStream in = stream(path, "application/jsonl")) {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                for (int i = 0; i < read; i++) {
                    lines += some[i] == '\n' ? 1 : 0;
                }
                out.write(some, 0, read);
            }
        }
        return lines;
    }

    /** A query with these parameters; empty without any. */
    public static String query(Map<String, String> values) {
        StringJoiner pairs = new StringJoiner("&", "?", "").setEmptyValue("");
        values.forEach((name, value) -> pairs.add(name + "=" + encoded(value)));
        return pairs.toString();
    }

    /** For a path and for a query alike: a space is %20 in both. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return builder(path).timeout(LONGEST);
    }

    private HttpRequest.Builder builder(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/api/v1" + path));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        return request;
    }

    private HttpResponse<InputStream> send(String path, HttpRequest.Builder request) throws CommandFailure {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_START,
                    "nobody answers at " + base + ": is the gateway running, and is that its admin port? Another one is"
                            + " named with --url; without a gateway, --store or -c open the store itself",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_START, "no answer from " + base + " about " + path + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }

    private Doc doc(HttpResponse<InputStream> answer, String path) throws CommandFailure {
        byte[] bytes = bytes(answer, path);
        refuse(answer, bytes);
        try {
            return Doc.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_START,
                    base + " answers about " + path + " with something else than JSON: is that an admin port?",
                    e);
        }
    }

    private byte[] bytes(HttpResponse<InputStream> answer, String path) throws CommandFailure {
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new CommandFailure(ExitCode.FAILED, base + " answers about " + path + " with more than 256 MiB");
            }
            return bytes;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_START, "the answer of " + base + " about " + path + " broke off", e);
        }
    }

    private void refuse(HttpResponse<InputStream> answer, byte[] body) throws CommandFailure {
        int status = answer.statusCode();
        if (status < 300) {
            return;
        }
        String detail = "status " + status;
        try {
            Doc problem = Doc.parse(new String(body, StandardCharsets.UTF_8));
            String field = problem.text("field").map(name -> name + ": ").orElse("");
            detail = field + problem.or("detail", problem.or("title", detail));
        } catch (IllegalArgumentException noProblem) {
            detail += ", and no reason";
        }
        String help =
                status == 401 ? "; the key is taken from the variable " + Reach.KEY + " or from the file of --key" : "";
        int exitCode = switch (status) {
            case 400, 401, 403, 405, 413 -> ExitCode.USAGE;
            case 429, 503, 421 -> ExitCode.CANNOT_START;
            default -> ExitCode.FAILED;
        };
        String quoted = OneLine.quote(detail);
        throw new CommandFailure(
                exitCode,
                base + " refuses: " + quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"") + help);
    }
}
