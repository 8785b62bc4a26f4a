package io.hooklatch.recipe;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request in which values are put in the place of others, wherever these stand by themselves. Not thread-safe. */
final class SampleText {
    // Every byte of the body is a character, so that what is not UTF-8 comes back as it was.
    private String body;
    private Headers headers;

    SampleText(Request request) {
        this.body = new String(request.body(), StandardCharsets.ISO_8859_1);
        this.headers = request.headers();
    }

    String body() {
        return body;
    }

    void body(String changed) {
        body = changed;
    }

    /** The request with what it has become. */
    Request in(Request request, String target) {
        return new Request(
                request.method(), target, headers, body.getBytes(StandardCharsets.ISO_8859_1), request.remoteAddress());
    }

    /** Puts a new value wherever the old one stands by itself: a JSON string, a number, a field of a form, a header. */
    void replace(String was, String text) {
        if (was.isEmpty() || was.equals(text)) {
            return;
        }
        // Not where it is the name of a member.
        all(Pattern.quote(quoted(was)) + "(?!\\s*:)", quoted(text));
        all(Pattern.quote(encoded(latin(quoted(was)))) + "(?!(%20|\\+)*%3A)", encoded(latin(quoted(text))));
        all("(?<==)" + Pattern.quote(encoded(was)) + "(?=&|$)", encoded(text));
        if (was.matches("[1-9]\\d*")) {
            String digits = text.matches("[1-9]\\d{0,17}") ? text : digits(text, was.length());
            all("(?<=[:\\[,]\\s?)" + was + "(?=\\s?[,}\\]])", digits);
        }
        List<Header> lines = new ArrayList<>();
        headers.forEach(line -> lines.add(line.value().equals(was) ? new Header(line.name(), text) : line));
        headers = Headers.of(lines);
    }

    private void all(String pattern, String text) {
        body = Pattern.compile(pattern).matcher(body).replaceAll(Matcher.quoteReplacement(text));
    }

    /** As many digits as the old number has, which differ where the text does. */
    static String digits(String text, int length) {
        StringBuilder all = new StringBuilder("1");
        for (int round = 0; all.length() < length; round++) {
            all.append(Hash.hex((text + round).getBytes(StandardCharsets.UTF_8)).replaceAll("[^0-9]", ""));
        }
        return all.substring(0, length);
    }

    private static String quoted(String text) {
        return new String(JsonText.of(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String latin(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
