package io.hooklatch.recipe;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What an endpoint sets about its provider, checked against what the recipe knows. */
final class Options {
    static final String TOLERANCE = "tolerance_s";
    static final String URL = "url";
    static final String METHOD = "method";
    static final String HEADER = "header";
    static final String LEARN_UNTIL = "learn_until";

    private final Map<String, String> values;
    private final TrustedProxies proxies;

    /** As the other one, where nobody's word about the public URL is believed. */
    Options(String recipe, Map<String, String> values, Set<String> known) {
        this(recipe, values, known, TrustedProxies.none());
    }

    /**
     * @param proxies whose word about the public URL is believed
     * @throws IllegalArgumentException for an option that the recipe does not know, with the nearest that it does
     */
    Options(String recipe, Map<String, String> values, Set<String> known, TrustedProxies proxies) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "option " + name + " means nothing to " + recipe + ": " + Nearest.hint(name, known));
            }
        }
        this.values = new TreeMap<>(values);
        this.proxies = proxies;
    }

    /** Those of these names. */
    Map<String, String> only(Set<String> names) {
        Map<String, String> some = new TreeMap<>(values);
        some.keySet().retainAll(names);
        return Map.copyOf(some);
    }

    /** Whether an option of this name is a secret: those that end with {@code _token}, {@code _key} or {@code _secret}. */
    static boolean isSecret(String name) {
        return name.endsWith("_token") || name.endsWith("_key") || name.endsWith("_secret");
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The tolerance in seconds, or the given one. */
    long tolerance(long otherwise) {
        String text = values.get(TOLERANCE);
        if (text == null) {
            return otherwise;
        }
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Long.parseLong(text) <= 0) {
            throw new IllegalArgumentException(
                    "option tolerance_s is \"" + text + "\": give a whole number of seconds above 0, such as 300");
        }
        return Long.parseLong(text);
    }

    /**
     * The header that is named, or the given places.
     *
     * @throws IllegalArgumentException when there is neither
     */
    List<From> header(String recipe, List<From> otherwise) {
        String name = values.get(HEADER);
        if (name != null) {
            return List.of(From.header(name));
        }
        if (otherwise.isEmpty()) {
            throw new IllegalArgumentException(
                    "option header is missing: " + recipe + " needs the name of the header that was chosen there");
        }
        return otherwise;
    }

    /**
     * What is set for an option that a recipe cannot do without.
     *
     * @throws IllegalArgumentException when it is missing or blank
     */
    String required(String name, String recipe) {
        return get(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("option " + name + " is missing: " + recipe
                        + " signs it; give the value that the provider shows"));
    }

    /** What is signed where the public URL is. */
    PublicUrl publicUrl() {
        return new PublicUrl(get(URL).map(Options::checkedUrl), proxies);
    }

    private static String checkedUrl(String text) {
        try {
            String scheme = new URI(text).getScheme();
            if ("https".equals(scheme) || "http".equals(scheme)) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(notAUrl(text), e);
        }
        throw new IllegalArgumentException(notAUrl(text));
    }

    private static String notAUrl(String text) {
        return "option url is \"" + text + "\": give an absolute URL that begins with https:// or http://";
    }
}
