package io.hooklatch.recipe;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whole requests for every provider of the catalogue: a line with the provider and the target, header lines, an empty line
 * and the body. A name that nobody has stands for one of them.
 */
class HeadersFuzz {
    private static final List<String> PROVIDERS = Fixtures.ofData();
    private static final Map<String, Verifier> VERIFIERS = new ConcurrentHashMap<>();

    @FuzzTest
    void request(byte[] data) {
        String text = Fuzzed.text(data, 0);
        int end = end(text, 0);
        int space = Math.max(0, text.substring(0, end).indexOf(' '));
        String name = text.substring(0, space);
        String provider =
                PROVIDERS.contains(name) ? name : PROVIDERS.get(Math.floorMod(name.hashCode(), PROVIDERS.size()));
        Verifier verifier = VERIFIERS.computeIfAbsent(provider, HeadersFuzz::verifier);
        Fuzzed.check(verifier, request(data, text, text.substring(space, end).stripLeading(), end + 1), Samples.NOW);
    }

    private static Verifier verifier(String provider) {
        Fixture valid = Fixtures.of(provider).get("valid");
        return Catalogue.standard().find(provider).orElseThrow().verifier(valid.secrets(), valid.options());
    }

    private static Request request(byte[] data, String text, String target, int from) {
        List<Header> lines = new ArrayList<>();
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n') {
            int lineEnd = end(text, at);
            int colon = text.indexOf(": ", at);
            if (colon >= 0 && colon < lineEnd) {
                lines.add(new Header(text.substring(at, colon), text.substring(colon + 2, lineEnd)));
            }
            at = lineEnd + 1;
        }
        int body = Math.min(data.length, at + 1);
        return Request.post(target, Headers.of(lines), Arrays.copyOfRange(data, body, data.length));
    }

    private static int end(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
