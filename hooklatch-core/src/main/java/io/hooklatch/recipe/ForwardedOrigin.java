package io.hooklatch.recipe;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Scheme and authority as the outermost trusted proxy saw them.
 *
 * <p>Every proxy puts what it saw at the right end of {@code Forwarded} (RFC 7239) or {@code X-Forwarded-*}. So the chain is
 * walked from the right, as long as the address there is that of a trusted proxy; whatever stands further left came from
 * outside and is not looked at. Where both families are there and say different things neither is believed: one of them
 * may have been passed on unread.
 *
 * @param source where it is from, in words
 */
record ForwardedOrigin(String scheme, String authority, String source) {
    private static final Pattern AUTHORITY =
            Pattern.compile("[A-Za-z0-9._~-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    static ForwardedOrigin of(Request request, TrustedProxies proxies) {
        String host = request.headers().first("host").orElse("");
        ForwardedOrigin direct = new ForwardedOrigin("http", host, "header Host");
        if (!proxies.contains(request.remoteAddress())) {
            return direct;
        }
        Optional<ForwardedOrigin> standard = standard(request, host, proxies);
        Optional<ForwardedOrigin> usual = usual(request, host, proxies);
        if (standard.isPresent() && usual.isPresent()) {
            boolean same = standard.get().scheme.equals(usual.get().scheme)
                    && standard.get().authority.equalsIgnoreCase(usual.get().authority);
            return same
                    ? standard.get()
                    : new ForwardedOrigin("http", host, "header Host, since Forwarded and X-Forwarded-* differ");
        }
        return standard.or(() -> usual).orElse(direct);
    }

    private static Optional<ForwardedOrigin> standard(Request request, String host, TrustedProxies proxies) {
        List<String> elements = items(request.headers(), "forwarded");
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        List<String> addresses =
                elements.stream().map(element -> parameter(element, "for")).toList();
        String element = elements.get(elements.size() - hops(addresses, elements.size(), proxies));
        String proto = parameter(element, "proto");
        String seen = parameter(element, "host");
        return checked(proto, seen.isEmpty() ? host : seen, "", "header Forwarded");
    }

    private static Optional<ForwardedOrigin> usual(Request request, String host, TrustedProxies proxies) {
        Headers headers = request.headers();
        List<String> protos = items(headers, "x-forwarded-proto");
        List<String> hosts = items(headers, "x-forwarded-host");
        List<String> ports = items(headers, "x-forwarded-port");
        if (protos.isEmpty() && hosts.isEmpty() && ports.isEmpty()) {
            return Optional.empty();
        }
        List<String> addresses = items(headers, "x-forwarded-for");
        int hops = hops(addresses, addresses.size(), proxies);
        String seen = fromRight(hosts, hops);
        return checked(
                fromRight(protos, hops), seen.isEmpty() ? host : seen, fromRight(ports, hops), "header X-Forwarded-*");
    }

    /** How many of the entries at the right end are by trusted proxies, at least the one that is connected. */
    private static int hops(List<String> addresses, int most, TrustedProxies proxies) {
        int hops = 1;
        while (hops < most && proxies.contains(address(addresses.get(addresses.size() - hops)))) {
            hops++;
        }
        return hops;
    }

    /** The entry of the outermost trusted proxy; where proxies replace rather than add, the leftmost there is. */
    private static String fromRight(List<String> entries, int hops) {
        return entries.isEmpty() ? "" : entries.get(Math.max(0, entries.size() - hops));
    }

    private static Optional<ForwardedOrigin> checked(String proto, String host, String port, String source) {
        String scheme = proto.isEmpty() ? "http" : proto.toLowerCase(Locale.ROOT);
        String authority = host;
        boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
        boolean usual = port.equals(scheme.equals("https") ? "443" : "80");
        if (!hasPort && !usual && PORT.matcher(port).matches()) {
            authority = host + ":" + port;
        }
        boolean good = (scheme.equals("https") || scheme.equals("http"))
                && AUTHORITY.matcher(authority).matches();
        return good ? Optional.of(new ForwardedOrigin(scheme, authority, source)) : Optional.empty();
    }

    /** The entries of all lines of a header, left to right. */
    private static List<String> items(Headers headers, String name) {
        List<String> items = new ArrayList<>();
        for (String line : headers.all(name)) {
            for (String item : line.split(",", -1)) {
                items.add(item.strip());
            }
        }
        return items;
    }

    private static String parameter(String element, String name) {
        for (String pair : element.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
                String value = pair.substring(equals + 1).strip();
                boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return quoted ? value.substring(1, value.length() - 1) : value;
            }
        }
        return "";
    }

    /** An address without port and brackets. */
    private static String address(String text) {
        if (text.startsWith("[")) {
            return text.substring(1, Math.max(1, text.indexOf(']')));
        }
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }
}
