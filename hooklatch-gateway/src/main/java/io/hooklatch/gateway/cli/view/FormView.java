package io.hooklatch.gateway.cli.view;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A form as one field to a line, decoded. */
final class FormView {
    private FormView() {}

    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String field : text.split("&", -1)) {
            int sign = field.indexOf('=');
            lines.add(
                    sign < 0
                            ? decoded(field)
                            : decoded(field.substring(0, sign)) + " = " + decoded(field.substring(sign + 1)));
        }
        return lines;
    }

    private static String decoded(String text) {
        try {
            return Safe.line(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Safe.line(text);
        }
    }
}
