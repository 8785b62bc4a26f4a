package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Headers;

/** One HTTP response as it was read. */
public record RawAnswer(int status, Headers headers, String body) {
    public String header(String name) {
        return headers.first(name).orElse("");
    }
}
