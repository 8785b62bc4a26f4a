package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.util.Locale;
import java.util.Optional;

/**
 * The URL under which the sender knows an endpoint: from the endpoint's option, else as a trusted proxy saw it, else made
 * of the {@code Host} header and {@code http}. Immutable.
 */
final class PublicUrl {
    private static final int SHOWN = 300;

    private final Optional<String> option;
    private final TrustedProxies proxies;

    PublicUrl(Optional<String> option, TrustedProxies proxies) {
        this.option = option;
        this.proxies = proxies;
    }

    /**
     * A public URL.
     *
     * @param base scheme and authority, such as {@code https://example.com}
     * @param path as it is written, perhaps empty
     * @param query without its question mark; empty for none
     * @param source where it is from, in words
     */
    record Seen(String base, String path, String query, String source) {
        static final Seen NONE = new Seen("", "", "", "");

        String target() {
            return query.isEmpty() ? path : path + "?" + query;
        }

        String whole() {
            return base + target();
        }

        /** The authority without a user. */
        String host() {
            String authority = base.substring(base.indexOf("://") + 3);
            return authority.substring(authority.lastIndexOf('@') + 1);
        }

        /** The URL without its port where it has one, else with that of its scheme. */
        String withOtherPort() {
            String host = host();
            int colon = host.lastIndexOf(':');
            boolean hasPort = colon > host.lastIndexOf(']') && colon > 0;
            if (hasPort) {
                return base.substring(0, base.length() - host.length() + colon) + target();
            }
            return base + (base.toLowerCase(Locale.ROOT).startsWith("https:") ? ":443" : ":80") + target();
        }

        /** For an operator: without user and query, which may hold secrets, and printable. */
        String shown() {
            String scheme = base.substring(
                    0, base.length() - base.substring(base.indexOf("://") + 3).length());
            String all = scheme + host() + path + (query.isEmpty() ? "" : "?…");
            String printable = all.replaceAll("[^\\x21-\\x7e…]", "_");
            return (printable.length() > SHOWN ? printable.substring(0, SHOWN) + "…" : printable) + ", from " + source;
        }
    }

    Seen of(Request request) {
        if (option.isEmpty()) {
            ForwardedOrigin origin = ForwardedOrigin.of(request, proxies);
            return new Seen(
                    origin.scheme() + "://" + origin.authority(), request.path(), request.query(), origin.source());
        }
        String url = option.get();
        int authority = url.indexOf("://") + 3;
        int mark = url.indexOf('?');
        int end = mark < 0 ? url.length() : mark;
        int slash = url.indexOf('/', authority);
        int path = slash < 0 || slash > end ? end : slash;
        String own = mark < 0 ? "" : url.substring(mark + 1);
        String query = request.query().isEmpty() ? own : request.query();
        return new Seen(url.substring(0, path), url.substring(path, end), query, "option url");
    }
}
