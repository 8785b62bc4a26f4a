package io.hooklatch.gateway.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that stand in examples and documentation: everybody knows them, so they prove nothing. */
final class Placeholders {
    private static final String PREFIX = "whsec_";
    private static final Pattern WORDS = Pattern.compile(
            "change[-_ ]?me.*|replace[-_ ]?me.*|replace[-_ ]this.*|your[-_ ].*|my[-_ ]secret|<.*>|\\.\\.\\.|…|placeholder|example"
                    + "|dummy|todo|(test[-_ ]?)?secret|password|secret[-_ ]?key|test");

    /** Secrets that are printed in the documentation of GitHub and of Standard Webhooks. */
    private static final Set<String> PUBLISHED =
            Set.of("It's a Secret to Everybody", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    /** Shorter ones are too short, whatever they are made of. */
    private static final int TELLING = 6;

    private Placeholders() {}

    static boolean contain(String secret) {
        String text = secret.strip();
        String value = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        return PUBLISHED.contains(text)
                || WORDS.matcher(value.toLowerCase(Locale.ROOT)).matches()
                || (value.length() >= TELLING && value.chars().distinct().count() < 3);
    }
}
