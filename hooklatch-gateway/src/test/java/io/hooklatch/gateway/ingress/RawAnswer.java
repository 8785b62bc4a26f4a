package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Headers;

/** One HTTP response as it was read. */
record RawAnswer(int status, Headers headers, String body) {
    String header(String name) {
        return headers.first(name).orElse("");
    }
}
