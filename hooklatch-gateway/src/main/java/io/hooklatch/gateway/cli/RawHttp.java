package io.hooklatch.gateway.cli;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A request as it stands on the wire, or as an editor saved it: line feeds alone end lines as well. */
final class RawHttp {
    private static final String SHAPE =
            "begin with a line such as POST /path HTTP/1.1, then headers, an empty line, the body";

    private RawHttp() {}

    /**
     * @throws IllegalArgumentException when it is none, naming the line
     */
    static Request request(byte[] bytes) {
        List<String> head = new ArrayList<>();
        int at = 0;
        while (true) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length && end == at) {
                break;
            }
            int stop = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
            String line = new String(bytes, at, stop - at, StandardCharsets.ISO_8859_1);
            at = Math.min(end + 1, bytes.length);
            if (line.isEmpty()) {
                break;
            }
            head.add(line);
        }
        if (head.isEmpty()) {
            throw new IllegalArgumentException("the file is empty: " + SHAPE);
        }
        return request(head, Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private static Request request(List<String> head, byte[] rest) {
        String[] words = head.get(0).split(" ", -1);
        if (words.length < 2 || !words[0].matches("[A-Za-z]{1,16}")) {
            throw new IllegalArgumentException("line 1 is no request line: " + SHAPE);
        }
        List<Header> lines = new ArrayList<>();
        for (int i = 1; i < head.size(); i++) {
            int colon = head.get(i).indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("line " + (i + 1) + " is no header: write NAME: VALUE");
            }
            lines.add(new Header(
                    head.get(i).substring(0, colon).strip(),
                    head.get(i).substring(colon + 1).strip()));
        }
        Headers headers = Headers.of(lines);
        String target = words[1];
        if (target.matches("https?://.*")) {
            int path = target.indexOf('/', target.indexOf("//") + 2);
            String host = target.substring(target.indexOf("//") + 2, path < 0 ? target.length() : path);
            headers = headers.has("host") ? headers : headers.plus("host", host);
            target = path < 0 ? "/" : target.substring(path);
        }
        return new Request(words[0], target, headers, body(headers, rest), "");
    }

    /** The body by its framing; what an editor added behind its announced length is left out. */
    private static byte[] body(Headers headers, byte[] rest) {
        if (headers.first("transfer-encoding").orElse("").equalsIgnoreCase("chunked")) {
            return chunks(rest);
        }
        String length = headers.first("content-length").orElse("");
        boolean shorter = length.matches("[0-9]{1,9}") && Integer.parseInt(length) < rest.length;
        return shorter ? Arrays.copyOf(rest, Integer.parseInt(length)) : rest;
    }

    /** The content of chunks; where they are not well-formed the bytes as they are, since many tools save them so. */
    private static byte[] chunks(byte[] rest) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = 0;
        while (at < rest.length) {
            int end = at;
            while (end < rest.length && rest[end] != '\n') {
                end++;
            }
            String size = new String(rest, at, end - at, StandardCharsets.ISO_8859_1).replaceFirst("(?s)[;\\r].*", "");
            if (!size.matches("[0-9A-Fa-f]{1,7}")) {
                return rest;
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                return body.toByteArray();
            }
            int from = end + 1;
            if (from + length > rest.length) {
                return rest;
            }
            body.write(rest, from, length);
            at = from + length;
            at += at < rest.length && rest[at] == '\r' ? 1 : 0;
            at += at < rest.length && rest[at] == '\n' ? 1 : 0;
        }
        return rest;
    }
}
