package io.hooklatch.keys.code;

import io.hooklatch.message.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The hash that Atlassian Connect makes of method, path and query (claim {@code qsh}). */
final class QueryHash {
    private QueryHash() {}

    /**
     * @param base the URL of the app, whose path is not part of the canonical path
     */
    static String of(Request request, Optional<String> base) {
        String canonical = request.method() + "&" + path(request.path(), base) + "&" + query(request.query());
        return HexFormat.of().formatHex(SignedText.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    private static String path(String path, Optional<String> base) {
        String before =
                base.map(url -> String.valueOf(URI.create(url).getRawPath())).orElse("");
        before = before.endsWith("/") ? before.substring(0, before.length() - 1) : before;
        String rest = path.startsWith(before) ? path.substring(before.length()) : path;
        rest = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        return rest.isEmpty() ? "/" : rest.replace("&", "%26");
    }

    /** Parameters by name, values of one name in order and joined; the token itself is left out. */
    private static String query(String query) {
        TreeMap<String, TreeSet<String>> parameters = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = encoded(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty() && !name.equals("jwt")) {
                parameters
                        .computeIfAbsent(name, none -> new TreeSet<>())
                        .add(encoded(equals < 0 ? "" : pair.substring(equals + 1)));
            }
        }
        StringBuilder text = new StringBuilder();
        parameters.forEach((name, values) ->
                text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(String.join(",", values)));
        return text.toString();
    }

    /** As RFC 3986 has it, whatever way it came. */
    private static String encoded(String raw) {
        return URLEncoder.encode(URLDecoder.decode(raw, StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
