package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A form body as the usual libraries write it, and JSON that was taken out of the field {@code payload} of one. */
final class FormLayouts implements BodyHunt.Source {
    private static final int MOST_FIELDS = 2000;

    /** How a library escapes: the marks that stand for themselves beside letters and digits, space, case of digits. */
    private record Style(String marks, boolean plus, boolean upper, String words) {}

    private static final List<Style> STYLES = styles();

    private static List<Style> styles() {
        List<Style> styles = new ArrayList<>();
        for (boolean upper : new boolean[] {true, false}) {
            String digits = upper ? "" : ", escapes in small letters";
            styles.add(new Style("*-._", true, upper, "with + for spaces" + digits));
            styles.add(new Style("-._~", false, upper, "with %20 for spaces" + digits));
            styles.add(new Style("-._~", true, upper, "with + for spaces and ~ kept" + digits));
            styles.add(new Style("-._", true, upper, "with + for spaces and * escaped" + digits));
            styles.add(new Style("-_.!~*'()", false, upper, "with %20 for spaces and !*'() kept" + digits));
            styles.add(new Style("-_.!~*'()", true, upper, "with + for spaces and !*'() kept" + digits));
        }
        return styles;
    }

    @Override
    public Iterator<BodyHunt.Candidate> of(byte[] body, Purse purse) {
        if (body.length < 2) {
            return Collections.emptyIterator();
        }
        if (body[0] == '{' || body[0] == '[') {
            return STYLES.stream()
                    .map(style -> {
                        purse.work(2L * body.length);
                        ByteArrayOutputStream out = new ByteArrayOutputStream();
                        out.writeBytes(ascii("payload="));
                        escape(body, style, out);
                        return candidate(out, "as field payload of a form, " + style.words());
                    })
                    .iterator();
        }
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (text.indexOf('=') < 0 || text.indexOf('\n') >= 0 || text.indexOf('<') >= 0) {
            return Collections.emptyIterator();
        }
        List<String> fields = Arrays.asList(text.split("&", -1));
        if (fields.size() > MOST_FIELDS) {
            return Collections.emptyIterator();
        }
        List<String> sorted = fields.stream()
                .sorted(Comparator.comparing(field -> field.replaceFirst("=.*", "")))
                .toList();
        return Stream.of(false, true)
                .flatMap(order -> STYLES.stream().map(style -> {
                    purse.work(4L * body.length);
                    return candidate(
                            written(order ? sorted : fields, style),
                            "as a form " + style.words() + (order ? ", fields sorted" : ""));
                }))
                .filter(candidate -> !Arrays.equals(candidate.bytes(), body))
                .iterator();
    }

    private static BodyHunt.Candidate candidate(ByteArrayOutputStream out, String words) {
        return new BodyHunt.Candidate(Cause.FORM_REBUILT, out.toByteArray(), words);
    }

    private static ByteArrayOutputStream written(List<String> fields, Style style) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.write('&');
            }
            String field = fields.get(i);
            int equals = field.indexOf('=');
            escape(unescaped(equals < 0 ? field : field.substring(0, equals)), style, out);
            if (equals >= 0) {
                out.write('=');
                escape(unescaped(field.substring(equals + 1)), style, out);
            }
        }
        return out;
    }

    private static void escape(byte[] bytes, Style style, ByteArrayOutputStream out) {
        String digits = style.upper() ? "0123456789ABCDEF" : "0123456789abcdef";
        for (byte b : bytes) {
            boolean plain = (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
            if (plain || (b > 0 && style.marks().indexOf(b) >= 0)) {
                out.write(b);
            } else if (b == ' ' && style.plus()) {
                out.write('+');
            } else {
                out.write('%');
                out.write(digits.charAt((b >> 4) & 15));
                out.write(digits.charAt(b & 15));
            }
        }
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                out.write(16 * high + low);
                i += 2;
            } else {
                out.write(c == '+' ? ' ' : c);
            }
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
