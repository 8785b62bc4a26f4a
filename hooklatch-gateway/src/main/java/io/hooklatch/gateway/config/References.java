package io.hooklatch.gateway.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${NAME}} and {@code ${NAME:-default}} in a value. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$?\\$\\{([^}]*)(}?)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Reading reading;

    References(Reading reading) {
        this.reading = reading;
    }

    static boolean in(String text) {
        return text.contains("${");
    }

    /**
     * The text with each reference replaced by what it stands for; a doubled dollar sign before the brace stands for itself
     * once.
     *
     * @throws IllegalArgumentException when a variable is missing or a reference is malformed; the message is a sentence of
     *     its own and holds no value
     */
    String expand(String text) {
        StringBuilder expanded = new StringBuilder();
        Matcher references = REFERENCE.matcher(text);
        while (references.find()) {
            String whole = references.group();
            String replacement =
                    whole.startsWith("$$") ? whole.substring(1) : value(references.group(1), references.group(2));
            references.appendReplacement(expanded, Matcher.quoteReplacement(replacement));
        }
        return references.appendTail(expanded).toString();
    }

    private String value(String inside, String closing) {
        int mark = inside.indexOf(":-");
        String name = mark < 0 ? inside : inside.substring(0, mark);
        if (closing.isEmpty() || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a reference to the environment is written ${NAME} or ${NAME:-default}, and $${ for ${ itself");
        }
        Map<String, String> environment = reading.environment();
        String value = environment.getOrDefault(name, "");
        if (!value.isEmpty()) {
            reading.hide(value, "${" + name + "}");
            return value;
        }
        if (mark < 0) {
            throw new IllegalArgumentException("environment variable " + name
                    + (environment.containsKey(name) ? " is empty: give it a value" : " is not set: set it")
                    + ", or write a default as ${" + name + ":-default}");
        }
        return inside.substring(mark + 2);
    }
}
