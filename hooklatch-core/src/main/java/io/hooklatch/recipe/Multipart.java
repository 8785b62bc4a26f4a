package io.hooklatch.recipe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fields of {@code multipart/form-data} (RFC 7578), as far as senders of webhooks use it: small and not nested. */
final class Multipart {
    private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String DISPOSITION = "content-disposition:";
    private static final String NAME = " name=\"";

    private Multipart() {}

    /** The content of the first part with this name, as text; null without one, or where the body is broken. */
    static @Nullable String first(byte[] body, String boundary, String name) {
        Span content = place(body, boundary, name);
        return content == null ? null : FormText.text(Arrays.copyOfRange(body, content.from(), content.to()));
    }

    /** Where that content stands. */
    static @Nullable Span place(byte[] body, String boundary, String name) {
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter may stand at the very beginning, without a line before it.
        boolean atStart = startsWith(body, delimiter, 2);
        int part = atStart ? delimiter.length - 2 : after(body, delimiter, 0);
        while (part >= 0) {
            int next = indexOf(body, delimiter, part);
            int content = indexOf(body, END_OF_HEADERS, part);
            if (next < 0 || content < 0 || content > next) {
                return null;
            }
            String headers = new String(body, part, content - part, StandardCharsets.UTF_8);
            if (name.equals(name(headers))) {
                int from = content + END_OF_HEADERS.length;
                return new Span(Math.min(from, next), next);
            }
            part = next + delimiter.length;
        }
        return null;
    }

    private static @Nullable String name(String headers) {
        for (String line : headers.lines().toList()) {
            int at = line.indexOf(NAME);
            if (line.toLowerCase(Locale.ROOT).startsWith(DISPOSITION) && at > 0) {
                int end = line.indexOf('"', at + NAME.length());
                return end < 0 ? null : line.substring(at + NAME.length(), end);
            }
        }
        return null;
    }

    private static boolean startsWith(byte[] body, byte[] delimiter, int skipped) {
        int length = delimiter.length - skipped;
        return body.length >= length && Arrays.equals(body, 0, length, delimiter, skipped, delimiter.length);
    }

    private static int after(byte[] body, byte[] delimiter, int from) {
        int at = indexOf(body, delimiter, from);
        return at < 0 ? -1 : at + delimiter.length;
    }

    private static int indexOf(byte[] body, byte[] wanted, int from) {
        for (int i = from; i <= body.length - wanted.length; i++) {
            if (body[i] == wanted[0] && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
