package io.hooklatch.message;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One HTTP request as it arrived: nothing decoded, nothing re-serialised.
 *
 * <p>The body array is shared, not copied, on the way in and out: whoever holds it must not change it. Everything else is
 * immutable.
 */
public final class Request {
    private final String method;
    private final String target;
    private final Headers headers;
    private final byte[] body;
    private final String remoteAddress;

    /**
     * @param method the method in the case it was sent, such as {@code POST}
     * @param target the raw request target, still percent-encoded, with its query: {@code /webhooks/stripe?x=1}
     * @param headers the header lines in order
     * @param body the exact body bytes after transfer decoding and before content decoding; not copied
     * @param remoteAddress the peer's address as text, or an empty string when unknown
     */
    public Request(String method, String target, Headers headers, byte[] body, String remoteAddress) {
        this.method = Objects.requireNonNull(method, "method");
        this.target = Objects.requireNonNull(target, "target");
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = Objects.requireNonNull(body, "body");
        this.remoteAddress = Objects.requireNonNull(remoteAddress, "remoteAddress");
    }

    /** A POST of these bytes from an unknown peer. */
    public static Request post(String target, Headers headers, byte[] body) {
        return new Request("POST", target, headers, body, "");
    }

    /** A POST of this text as UTF-8 from an unknown peer. */
    public static Request post(String target, Headers headers, String body) {
        return post(target, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public String method() {
        return method;
    }

    public String target() {
        return target;
    }

    /** The raw path: the target up to the first {@code ?}. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The raw query after the first {@code ?}, or an empty string. */
    public String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    public Headers headers() {
        return headers;
    }

    /** The exact body bytes. The array is shared: do not change it. */
    public byte[] body() {
        return body;
    }

    public String remoteAddress() {
        return remoteAddress;
    }

    public Request withHeaders(Headers other) {
        return new Request(method, target, other, body, remoteAddress);
    }

    public Request withHeader(String name, String value) {
        return withHeaders(headers.plus(name, value));
    }

    public Request withBody(byte[] other) {
        return new Request(method, target, headers, other, remoteAddress);
    }

    public Request withTarget(String other) {
        return new Request(method, other, headers, body, remoteAddress);
    }

    public Request withRemoteAddress(String other) {
        return new Request(method, target, headers, body, other);
    }

    /** Method, path and sizes; never a header value, a query or the body, since those may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path() + " (" + headers.size() + " headers, " + body.length + " bytes)";
    }
}
