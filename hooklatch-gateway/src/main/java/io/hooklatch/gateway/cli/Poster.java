package io.hooklatch.gateway.cli;

import io.hooklatch.message.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Sends one request as it is. */
final class Poster {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MAX_SHOWN = 2000;

    /** Headers of the connection, which the client writes itself. */
    private static final Set<String> OWN =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");

    private Poster() {}

    /** @param body the beginning of the answer's body as UTF-8 */
    record Answer(int status, String body) {}

    /** The raw request target of a URL. */
    static String target(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /**
     * Posts to the host of the URL and waits for the answer.
     *
     * @throws IllegalArgumentException when the URL is none that can be posted to
     */
    static Answer post(URI url, Request request) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(url.resolve(request.target()))
                .timeout(LONGEST)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(line -> {
            if (!OWN.contains(line.name().toLowerCase(Locale.ROOT))) {
                builder.header(line.name(), line.value());
            }
        });
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LONGEST)
                .build();
        HttpResponse<InputStream> response = client.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return new Answer(response.statusCode(), new String(body.readNBytes(MAX_SHOWN), StandardCharsets.UTF_8));
        }
    }

    /** The failure in words; the JDK leaves those of a refused connection empty. */
    static String reason(IOException failure) {
        if (failure instanceof ConnectException) {
            return "nobody accepts the connection";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
