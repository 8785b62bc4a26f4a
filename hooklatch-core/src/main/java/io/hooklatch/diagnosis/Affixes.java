package io.hooklatch.diagnosis;

import java.util.LinkedHashMap;
import java.util.Map;

/** What gathers around a secret when it is copied: white space, quotes, prefixes. */
final class Affixes {
    private Affixes() {}

    /** The secret with less or more around it, each with what makes the difference, as the sender has it. */
    static Map<String, String> of(String secret) {
        Map<String, String> variants = new LinkedHashMap<>();
        String bare = secret.strip();
        add(variants, secret, bare, "without the white space around it");
        add(variants, secret, unquoted(bare), "without the quotes around it");
        add(variants, secret, unquoted(bare).strip(), "without quotes and white space around it");
        add(variants, secret, secret.replaceAll("[\\s\\u00a0\\u200b\\ufeff]", ""), "without the white space in it");
        add(variants, secret, secret + "\n", "with a line feed at its end");
        add(variants, secret, secret + "\r\n", "with a line end at its end");
        add(variants, secret, secret + " ", "with a space at its end");
        add(variants, secret, " " + secret, "with a space before it");
        add(variants, secret, secret + "\r", "with a carriage return at its end");
        add(variants, secret, secret + "\t", "with a tab at its end");
        add(variants, secret, "\"" + secret + "\"", "within quotes");
        add(variants, secret, "'" + secret + "'", "within single quotes");
        return variants;
    }

    private static void add(Map<String, String> variants, String secret, String variant, String words) {
        if (!variant.equals(secret) && !variant.isEmpty()) {
            variants.putIfAbsent(variant, words);
        }
    }

    static String unquoted(String text) {
        boolean quoted = text.length() > 2
                && "\"'`".indexOf(text.charAt(0)) >= 0
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** The text after a prefix such as {@code whsec_}, or the text itself. */
    static String withoutPrefix(String text) {
        int mark = text.indexOf('_');
        return mark > 0 && mark <= 10 && mark < text.length() - 1 ? text.substring(mark + 1) : text;
    }
}
