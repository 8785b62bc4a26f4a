package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Bodies with other ends, other ends of lines, or nothing in them. */
final class Edges implements BodyHunt.Source {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    @Override
    public Iterator<BodyHunt.Candidate> of(byte[] body, Purse purse) {
        purse.work(8L * body.length);
        List<BodyHunt.Candidate> all = new ArrayList<>();
        if (body.length == 0) {
            return all.iterator();
        }
        int end = body.length;
        if (body[end - 1] == '\n') {
            trailing(all, Arrays.copyOf(body, end - 1), "without its last line feed");
            if (end > 1 && body[end - 2] == '\r') {
                trailing(all, Arrays.copyOf(body, end - 2), "without its last line end");
            }
        }
        while (end > 0 && body[end - 1] <= ' ' && body[end - 1] >= 0) {
            end--;
        }
        if (end < body.length) {
            trailing(all, Arrays.copyOf(body, end), "without the white space at its end");
        }
        trailing(all, plus(body, "\n"), "with a line feed at its end");
        trailing(all, plus(body, "\r\n"), "with a carriage return and a line feed at its end");
        add(all, Cause.EMPTY_BODY, new byte[0], "left out: it is that of an empty body");
        lines(body, all);
        return all.iterator();
    }

    private static void lines(byte[] body, List<BodyHunt.Candidate> all) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String feeds = text.replace("\r\n", "\n");
        if (!feeds.equals(text)) {
            add(all, Cause.LINE_ENDINGS, latin(feeds), "with line feeds for line ends");
        }
        String pairs = feeds.replace("\n", "\r\n");
        if (!pairs.equals(text)) {
            add(all, Cause.LINE_ENDINGS, latin(pairs), "with carriage returns and line feeds for line ends");
        }
        if (body.length > MARK.length && Arrays.equals(MARK, 0, 3, body, 0, 3)) {
            add(all, Cause.LINE_ENDINGS, Arrays.copyOfRange(body, 3, body.length), "without its byte order mark");
        } else {
            byte[] marked = Arrays.copyOf(MARK, MARK.length + body.length);
            System.arraycopy(body, 0, marked, MARK.length, body.length);
            add(all, Cause.LINE_ENDINGS, marked, "with a byte order mark");
        }
    }

    private static void trailing(List<BodyHunt.Candidate> all, byte[] bytes, String words) {
        if (bytes.length > 0) {
            add(all, Cause.TRAILING_NEWLINE, bytes, words);
        }
    }

    private static void add(List<BodyHunt.Candidate> all, Cause cause, byte[] bytes, String words) {
        all.add(new BodyHunt.Candidate(cause, bytes, words));
    }

    private static byte[] plus(byte[] body, String end) {
        byte[] longer = Arrays.copyOf(body, body.length + end.length());
        System.arraycopy(latin(end), 0, longer, body.length, end.length());
        return longer;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
