package io.hooklatch.recipe;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Changes a request in one place, or makes up another with its header names. */
final class Mutator {
    private static final List<String> PIECES = List.of(
            "t=",
            "v1=",
            "v1,",
            "v0=",
            "s=",
            "h1=",
            "sha256=",
            "1760000000",
            "1760000000000",
            ",",
            " ",
            ";",
            "=",
            ".",
            "&",
            "AAAA",
            "2025-10-09T08:53:20Z",
            "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            "dXEH6g6yUJ/CESIcznhLijdXC211hsIsRvQ3nIsEPhc=",
            "Basic ",
            "\u0000",
            "é",
            "\uFFFF",
            "\uD800",
            "%",
            "{}",
            "-");
    private static final List<String> JSON = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"id\"",
            "\"type\"",
            "\"data\"",
            "1",
            "-",
            "1e999999999",
            "NaN",
            "null",
            "true",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a\"",
            " ",
            "id=",
            "&",
            "%4",
            "\uFEFF",
            "\\");

    private final Request valid;
    private final Arbitrary any;

    Mutator(Request valid, Arbitrary any) {
        this.valid = valid;
        this.any = any;
    }

    /** The request with one thing changed, which may be nothing of weight. */
    Request changed() {
        return switch (any.below(8)) {
            case 0, 1 -> valid.withBody(body(valid.body()));
            case 2 -> valid.withTarget(spliced(valid.target()));
            case 3 ->
                new Request(
                        any.oneOf(List.of("GET", "PUT", "post", "")),
                        valid.target(),
                        valid.headers(),
                        valid.body(),
                        "");
            default -> valid.headers().size() == 0 ? valid.withBody(body(valid.body())) : valid.withHeaders(headers());
        };
    }

    /** A request that was never right. */
    Request madeUp() {
        List<Header> lines = new ArrayList<>();
        for (Header line : valid.headers()) {
            for (int i = any.below(8) == 0 ? 2 : any.below(2); i > 0; i--) {
                lines.add(new Header(line.name(), pieces(PIECES, 9)));
            }
        }
        byte[] body = any.below(3) == 0
                ? any.bytes(any.below(300))
                : Samples.utf8((any.below(2) == 0 ? "{\"id\":" : "") + pieces(JSON, 30));
        return new Request("POST", valid.path() + "?" + pieces(PIECES, 6), Headers.of(lines), body, "");
    }

    private byte[] body(byte[] old) {
        if (old.length == 0) {
            return any.bytes(1 + any.below(3));
        }
        int at = any.below(old.length);
        return switch (any.below(4)) {
            case 0 -> any.oneBitOff(old);
            case 1 -> Arrays.copyOf(old, at);
            case 2 -> Arrays.copyOf(old, old.length + 1 + any.below(3));
            default -> Samples.utf8(spliced(new String(old, StandardCharsets.UTF_8)));
        };
    }

    private Headers headers() {
        List<Header> lines = new ArrayList<>(valid.headers().list());
        int at = any.below(lines.size());
        Header old = lines.get(at);
        switch (any.below(8)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(any.below(lines.size() + 1), old);
            case 2 -> lines.add(new Header(old.name().toUpperCase(Locale.ROOT), spliced(old.value())));
            case 3 -> lines.set(at, new Header(old.name(), old.value().toUpperCase(Locale.ROOT)));
            case 4 -> lines.set(at, new Header(old.name(), pieces(PIECES, 4) + old.value() + pieces(PIECES, 4)));
            default -> lines.set(at, new Header(old.name(), spliced(old.value())));
        }
        return Headers.of(lines);
    }

    /** The text with up to one character taken out and something put in. */
    private String spliced(String old) {
        int at = any.below(old.length() + 1);
        String piece = any.below(2) == 0 ? any.characters(any.below(3)) : any.oneOf(PIECES);
        return old.substring(0, at) + piece + old.substring(Math.min(old.length(), at + any.below(2)));
    }

    private String pieces(List<String> from, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = any.below(most); i > 0; i--) {
            text.append(any.below(8) == 0 ? any.characters(any.below(80)) : any.oneOf(from));
        }
        return text.toString();
    }
}
