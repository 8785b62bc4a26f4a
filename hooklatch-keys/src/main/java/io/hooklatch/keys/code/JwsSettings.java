package io.hooklatch.keys.code;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of an endpoint that takes tokens, checked. */
final class JwsSettings {
    private final Map<String, String> options;

    final List<JoseAlgorithm> algorithms;
    final boolean mac;
    final Optional<String> issuer;
    final Optional<String> audience;
    final Optional<String> email;
    final Optional<String> url;
    final Clock clock;

    JwsSettings(JwsProvider provider, Map<String, String> options) {
        JwsRule rule = provider.rule();
        rule.options().forEach((name, required) -> {
            if (required) {
                require(provider, name, options);
            }
        });
        this.options = options;
        rule.equal().keySet().forEach(name -> require(provider, name, options));
        algorithms = rule.accepted(options);
        mac = algorithms.get(0).isMac();
        String keysAt = String.join(" ", rule.keys().urls());
        // An issuer that only says where the keys are need not be among the claims.
        issuer = rule.issuer().isEmpty()
                ? Optional.ofNullable(options.get("issuer")).filter(text -> !keysAt.contains("{issuer}"))
                : Optional.of(rule.issuer());
        audience = Optional.ofNullable(options.get("audience"));
        email = Optional.ofNullable(options.get("email"));
        url = Optional.ofNullable(options.get("url")).map(JwsSettings::url);
        if (url.isEmpty() && rule.binds().stream().anyMatch(bind -> bind.to().startsWith("url") && bind.needed())) {
            throw new IllegalArgumentException("option url is missing: " + provider.name()
                    + " signs the public URL of the endpoint; give it exactly as it is registered there");
        }
        clock = clock(rule.clock(), options);
    }

    private static void require(JwsProvider provider, String name, Map<String, String> options) {
        if (options.getOrDefault(name, "").isBlank()) {
            throw new IllegalArgumentException("option " + name + " is missing: " + provider.name()
                    + " signs for many receivers, and this tells yours from theirs");
        }
    }

    /** What an option says that has to be set. */
    String option(String name) {
        return options.getOrDefault(name, "");
    }

    static Clock clock(Clock usual, Map<String, String> options) {
        String text = options.get("tolerance_s");
        if (text == null) {
            return usual;
        }
        if (!text.matches("[0-9]{1,9}") || Long.parseLong(text) == 0) {
            throw new IllegalArgumentException(
                    "option tolerance_s is \"" + text + "\": give a whole number of seconds above 0, such as 300");
        }
        return new Clock(usual.unit(), Long.parseLong(text));
    }

    private static String url(String text) {
        try {
            String scheme = URI.create(text).getScheme();
            if ("https".equals(scheme) || "http".equals(scheme)) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            throw notAUrl(text, e);
        }
        throw notAUrl(text, null);
    }

    private static IllegalArgumentException notAUrl(String text, @org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException(
                "option url is \"" + text + "\": give an absolute URL that begins with https:// or http://", cause);
    }
}
