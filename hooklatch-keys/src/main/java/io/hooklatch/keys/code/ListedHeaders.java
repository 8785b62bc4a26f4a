package io.hooklatch.keys.code;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What TrueLayer signs: method, path, the headers that the token lists, and the body
 * (github.com/TrueLayer/truelayer-signing, request signature v2).
 */
final class ListedHeaders {
    private static final int MOST = 32;

    private ListedHeaders() {}

    static byte[] payload(Request request, Token token) throws Refusal {
        if (!"2".equals(token.header().getCustomParam("tl_version"))) {
            throw Refusal.malformed("its tl_version is not 2");
        }
        Object listed = token.header().getCustomParam("tl_headers");
        String text = listed instanceof String some ? some : "";
        return payload(request, text.isEmpty() ? List.of() : List.of(text.split(",", MOST)));
    }

    static byte[] payload(Request request, List<String> names) throws Refusal {
        ByteArrayOutputStream all = new ByteArrayOutputStream(request.body().length + 256);
        all.writeBytes((request.method().toUpperCase(Locale.ROOT) + " " + request.path() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        for (String name : names) {
            List<String> values = request.headers().all(name.strip());
            if (values.size() != 1) {
                throw new Refusal(
                        Reason.MALFORMED_REQUEST, "malformed request: a signed header is missing or repeated");
            }
            all.writeBytes((name.strip() + ": " + values.get(0) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        all.writeBytes(request.body());
        return all.toByteArray();
    }
}
