package io.hooklatch.gateway.config;

import io.hooklatch.recipe.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of settings and how they are written. */
final class Kinds {
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Duration DAY = Duration.ofDays(1);

    static final Kind<String> TEXT = text -> {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is empty");
        }
        return text;
    };

    static final Kind<Boolean> BOOLEAN = text -> switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException("is neither true nor false");
    };

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?((?:[kmg]i?)?b)");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|[smhd])");
    private static final Pattern DURATIONS = Pattern.compile("(?:\\d{1,9}(?:ms|[smhd])){1,5}");
    private static final Map<String, Long> BYTES = Map.of(
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30);
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private Kinds() {}

    /** A name of ours: what endpoints and destinations are called. */
    static String name(String text) {
        if (!text.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("is no name: use 1 to 64 of a-z, 0-9, dot, hyphen and underscore,"
                    + " starting with a letter or digit");
        }
        return text;
    }

    /** The name of a machine, without a port. */
    static String hostName(String text) {
        if (!text.matches("[A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:.]+]")) {
            throw new IllegalArgumentException(
                    "is no host name: write it without scheme and port, as gateway.internal");
        }
        return text;
    }

    static Kind<Integer> integer(int least, int most) {
        return text -> {
            if (!text.matches("-?\\d{1,10}")) {
                throw new IllegalArgumentException("is not a whole number");
            }
            long value = Long.parseLong(text);
            within(value >= least && value <= most, Integer.toString(least), Integer.toString(most));
            return (int) value;
        };
    }

    /** Bytes: {@code 512B}, {@code 64KiB} (1024 each), {@code 1MB} (1,000,000). */
    static Kind<Long> size(long least, long most) {
        return text -> {
            Matcher parts = SIZE.matcher(text.toLowerCase(Locale.ROOT));
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "is not a size: write a whole number and B, KB, MB, GB, KiB, MiB or GiB");
            }
            long value = Long.parseLong(parts.group(1)) * unit(BYTES, parts.group(2));
            within(value >= least && value <= most, least + "B", most + "B");
            return value;
        };
    }

    /** Milliseconds to days: {@code 250ms}, {@code 30s}, {@code 1h30m}. */
    static Kind<Duration> duration(Duration least, Duration most) {
        return text -> {
            if (!DURATIONS.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        text.matches("\\d+")
                                ? "has no unit: write ms, s, m, h or d after the number"
                                : "is not a time: write it as 250ms, 30s, 5m, 1h30m or 7d");
            }
            long millis = 0;
            Matcher parts = DURATION.matcher(text);
            while (parts.find()) {
                millis += Long.parseLong(parts.group(1)) * unit(MILLIS, parts.group(2));
            }
            Duration value = Duration.ofMillis(millis);
            within(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, write(least), write(most));
            return value;
        };
    }

    /** One of these words. */
    static Kind<String> oneOf(Collection<String> words) {
        return text -> {
            if (!words.contains(text)) {
                throw new IllegalArgumentException("is not known: " + Nearest.hint(text, words));
            }
            return text;
        };
    }

    /** {@code https://host/path}; its own messages never quote it, since it may hold a credential. */
    static URI url(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "is not a URL: the character at position " + (e.getIndex() + 1) + " is not allowed there");
        }
        if (!"https".equals(url.getScheme()) && !"http".equals(url.getScheme())) {
            throw new IllegalArgumentException("does not begin with https:// or http://");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("holds a user name or password: set the header Authorization instead");
        }
        if (url.getHost() == null || url.getPort() > 65535 || url.getPort() == 0) {
            throw new IllegalArgumentException("has no valid host and port");
        }
        if (url.getRawFragment() != null) {
            throw new IllegalArgumentException("has a fragment (#), which is never sent");
        }
        return url;
    }

    /** A duration as {@link #duration} reads it. */
    static String write(Duration value) {
        long millis = value.toMillis();
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            if (millis != 0 && millis % unit(MILLIS, unit) == 0) {
                return millis / unit(MILLIS, unit) + unit;
            }
        }
        return millis + "ms";
    }

    private static long unit(Map<String, Long> units, String name) {
        return Objects.requireNonNull(units.get(name), name);
    }

    private static void within(boolean fits, String least, String most) {
        if (!fits) {
            throw new IllegalArgumentException("is out of bounds: " + least + " to " + most + " are allowed");
        }
    }
}
