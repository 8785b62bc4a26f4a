package io.hooklatch.recipe;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts a field into a form or a query and leaves all other fields as they are. */
final class FormEdit {
    private FormEdit() {}

    /** The text with this field in the place of its first namesake, else at the end; further namesakes are gone. */
    static String put(String text, String name, String value) {
        String written = URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
        List<String> fields = new ArrayList<>();
        boolean done = false;
        for (String field : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            if (!isNamed(field, name)) {
                fields.add(field);
            } else if (!done) {
                fields.add(written);
                done = true;
            }
        }
        if (!done) {
            fields.add(written);
        }
        return String.join("&", fields);
    }

    private static boolean isNamed(String field, String name) {
        int equals = field.indexOf('=');
        String found = equals < 0 ? field : field.substring(0, equals);
        try {
            return URLDecoder.decode(found, StandardCharsets.UTF_8).equals(name);
        } catch (IllegalArgumentException e) {
            // An incomplete escape stands for itself, which no name of ours holds.
            return false;
        }
    }
}
