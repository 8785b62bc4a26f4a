package io.hooklatch.keys.fetch;

import java.net.URI;
import java.util.Map;

/**
 * What to ask for.
 *
 * @param method {@code GET} or {@code POST}
 * @param url an https URL whose host the recipe pins
 * @param headers may hold credentials
 * @param body empty for {@code GET}; may hold credentials
 */
public record KeyRequest(String method, URI url, Map<String, String> headers, byte[] body) {
    private static final byte[] NO_BODY = {};

    public KeyRequest {
        headers = Map.copyOf(headers);
    }

    /** A GET without headers of its own. */
    public static KeyRequest get(URI url) {
        return new KeyRequest("GET", url, Map.of(), NO_BODY);
    }

    /** Method and URL; never a header or the body, which may hold credentials. */
    @Override
    public String toString() {
        return method + " " + url;
    }
}
