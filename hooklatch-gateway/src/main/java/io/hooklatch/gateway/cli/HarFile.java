package io.hooklatch.gateway.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request of an HTTP archive (HAR 1.2), as browsers and proxies save it. */
final class HarFile {
    private static final JsonFactory JSON = new JsonFactory();

    private HarFile() {}

    /** Whether a JSON text is an archive rather than a fixture. */
    static boolean is(String json) {
        return json.matches("(?s)\\{\\s*\"log\"\\s*:.*");
    }

    /**
     * @param entry which, from 1; 0 for the first that has a body, else the first
     * @throws IllegalArgumentException when it is no archive, or has no such entry
     */
    static CapturedRequest request(String json, int entry) throws IOException {
        List<?> entries = list(map(read(json).get("log")).get("entries"));
        if (entries.isEmpty() || entry > entries.size()) {
            throw new IllegalArgumentException(
                    "the archive has " + entries.size() + " entries; --entry names one of them, from 1");
        }
        Map<?, ?> chosen = map(entries.get(Math.max(entry, 1) - 1));
        for (int i = entries.size() - 1; i >= 0 && entry == 0; i--) {
            Map<?, ?> request = map(map(entries.get(i)).get("request"));
            chosen = request.containsKey("postData") ? map(entries.get(i)) : chosen;
        }
        return CapturedRequest.captured(request(map(chosen.get("request"))), time(text(chosen.get("startedDateTime"))));
    }

    private static Request request(Map<?, ?> fields) {
        String url = text(fields.get("url"));
        int host = url.indexOf("://") + 3;
        if (host < 3) {
            throw new IllegalArgumentException("the entry has no absolute url");
        }
        int path = url.indexOf('/', host);
        List<Header> lines = new ArrayList<>();
        for (Object header : list(fields.get("headers"))) {
            String name = text(map(header).get("name"));
            if (!name.startsWith(":")) {
                byte[] wire = text(map(header).get("value")).getBytes(StandardCharsets.UTF_8);
                lines.add(new Header(name, new String(wire, StandardCharsets.ISO_8859_1)));
            }
        }
        Headers headers = Headers.of(lines);
        String authority = url.substring(host, path < 0 ? url.length() : path);
        Map<?, ?> data = map(fields.get("postData"));
        byte[] body = text(data.get("encoding")).equals("base64")
                ? Base64.getDecoder().decode(text(data.get("text")))
                : text(data.get("text")).getBytes(StandardCharsets.UTF_8);
        return new Request(
                text(fields.get("method")),
                path < 0 ? "/" : url.substring(path).replaceFirst("#.*", ""),
                headers.has("host") ? headers : headers.plus("host", authority),
                body,
                "");
    }

    private static Optional<Long> time(String started) {
        try {
            return Optional.of(OffsetDateTime.parse(started).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            // Some tools leave it out; the command says which time it took.
            return Optional.empty();
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static Map<String, Object> read(String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return object(parser);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the archive is no JSON: line " + e.getLocation().getLineNr(), e);
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> false;
            default -> parser.getText();
        };
    }
}
