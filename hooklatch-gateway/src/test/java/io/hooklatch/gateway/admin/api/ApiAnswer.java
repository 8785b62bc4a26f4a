package io.hooklatch.gateway.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the admin API answered. */
record ApiAnswer(int status, String mediaType, byte[] bytes, HttpResponse<byte[]> response) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    ApiAnswer(HttpResponse<byte[]> response) {
        this(
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(""),
                response.body(),
                response);
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text at this pointer, or an empty one. */
    String at(String pointer) {
        return json().at(pointer).asText();
    }

    /** The texts at this pointer of each item. */
    List<String> items(String pointer) {
        return StreamSupport.stream(json().get("items").spliterator(), false)
                .map(item -> item.at(pointer).asText())
                .toList();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
