package io.hooklatch.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether an endpoint or a secret is for test or for live traffic, as far as their names say it. */
final class Mode {
    private static final Pattern TEST = Pattern.compile("(^|[^a-z])(test|sandbox|staging|dev)([^a-z]|$)");
    private static final Pattern LIVE = Pattern.compile("(^|[^a-z])(live|prod|production)([^a-z]|$)");

    private Mode() {}

    /** {@code test} or {@code live}; absent when neither or both are named. */
    static Optional<String> of(Setup setup, List<String> secrets) {
        StringBuilder words = new StringBuilder(setup.endpoint());
        for (String secret : secrets) {
            int mark = secret.lastIndexOf('_');
            words.append(" ").append(mark > 0 ? secret.substring(0, mark) : "");
        }
        return of(words.toString());
    }

    private static Optional<String> of(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        boolean test = TEST.matcher(lower).find();
        boolean live = LIVE.matcher(lower).find();
        return test == live ? Optional.empty() : Optional.of(test ? "test" : "live");
    }
}
