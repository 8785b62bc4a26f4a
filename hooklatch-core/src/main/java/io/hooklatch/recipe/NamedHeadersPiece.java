package io.hooklatch.recipe;

import io.hooklatch.message.Header;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The headers that a header of the request names, in the order of their names. */
final class NamedHeadersPiece implements Piece {
    /** More than any sender names. */
    private static final int MOST = 64;

    private final List<From> always;

    /**
     * @param always the header with the names first, then the others that are signed in any case
     */
    NamedHeadersPiece(List<From> always) {
        this.always = always;
    }

    @Override
    public boolean find(Request request, Scratch scratch) {
        for (From header : always) {
            if (!request.headers().has(header.name())) {
                return scratch.refuse(Reason.MALFORMED_REQUEST, "missing signed header: " + header.name());
            }
        }
        Map<String, String> named = named(request);
        if (named.size() > MOST) {
            return scratch.refuse(Reason.MALFORMED_REQUEST, "more than " + MOST + " signed headers are named");
        }
        for (Map.Entry<String, String> header : named.entrySet()) {
            if (HeaderLines.count(request.headers(), header.getKey()) > 1) {
                return scratch.refuse(Reason.MALFORMED_REQUEST, "signed header is repeated: " + header.getKey());
            }
            if (!HeaderLines.isBytes(header.getValue())) {
                return scratch.refuse(
                        Reason.MALFORMED_REQUEST, "signed header is not made of bytes: " + header.getKey());
            }
        }
        return true;
    }

    @Override
    public void feed(Request request, Scratch scratch, byte[] secret, int variant, ByteSink sink) {
        StringBuilder text = new StringBuilder();
        named(request)
                .forEach((name, value) -> text.append(text.isEmpty() ? "" : ";")
                        .append(name)
                        .append(':')
                        .append(value));
        scratch.feed(text.toString(), 0, text.length(), sink);
    }

    /** The value of each named header that is there, by its name in lower case. */
    private Map<String, String> named(Request request) {
        Map<String, String> found = new TreeMap<>();
        for (From header : always) {
            found.put(header.name(), "");
        }
        String list = request.headers().first(always.get(0).name()).orElse("");
        for (String name : list.split(",", MOST + 2)) {
            found.put(name.strip().toLowerCase(Locale.ROOT), "");
        }
        Map<String, String> present = new TreeMap<>();
        for (Header line : request.headers().list()) {
            String name = line.name().toLowerCase(Locale.ROOT);
            if (found.containsKey(name)) {
                present.put(name, line.value().strip());
            }
        }
        return present;
    }
}
