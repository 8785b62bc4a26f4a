package io.hooklatch.gateway.admin.api.call;

import io.hooklatch.gateway.render.Words;
import io.hooklatch.recipe.Nearest;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.TimeRange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Named texts of a request. A name that was never asked for until {@link #end()} is a problem. Not thread-safe. */
public final class Fields {
    private static final int LONGEST_SHOWN = 60;
    private static final int MOST_ROWS = 1000;

    private final String prefix;
    private final Map<String, String> values;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param prefix what stands before each name where it is named to the caller, such as {@code selection.events.} */
    public Fields(String prefix, Map<String, String> values) {
        this.prefix = prefix;
        this.values = values;
    }

    /** The parameters of a query, each at most once. */
    public static Fields ofQuery(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (values.put(name, value) != null) {
                throw Problem.field(
                                "repeated-parameter",
                                "A parameter is given twice",
                                name,
                                "is given twice: give it once")
                        .thrown();
            }
        }
        return new Fields("", values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(shown(text), "holds a % that two hexadecimal digits do not follow: encode it as %25")
                    .thrown();
        }
    }

    /** The text; an empty one is a problem. */
    public Optional<String> text(String name) {
        return as(name, text -> {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("is empty: give it a value or leave it out");
            }
            return text;
        });
    }

    /**
     * The value as something else.
     *
     * @param reader throws {@link IllegalArgumentException} with words that go on from the text, or with a whole sentence
     */
    public <T> Optional<T> as(String name, Function<String, T> reader) {
        known.add(name);
        String text = values.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(prefix + name, prefix + name + " \"" + shown(text) + "\": " + e.getMessage())
                    .thrown();
        }
    }

    /** One of the words of an enum, in lower case. */
    public <E extends Enum<E>> Optional<E> word(String name, Class<E> words) {
        return as(name, text -> Words.of(words, text));
    }

    /** From {@code from} until {@code until}. */
    public TimeRange range() {
        Optional<Long> from = time("from");
        Optional<Long> until = time("until");
        if (from.isEmpty() && until.isEmpty()) {
            return TimeRange.ALWAYS;
        }
        long first = from.orElse(TimeRange.ALWAYS.from());
        long end = until.orElse(TimeRange.ALWAYS.until());
        if (first > end) {
            throw Problem.invalid(prefix + "until", prefix + "until lies before from: exchange them")
                    .thrown();
        }
        return new TimeRange(first, end);
    }

    /** A time in ISO-8601, with its offset, in milliseconds since the epoch. */
    public Optional<Long> time(String name) {
        return as(name, text -> {
            try {
                return OffsetDateTime.parse(text).toInstant().toEpochMilli();
            } catch (DateTimeException | ArithmeticException e) {
                throw new IllegalArgumentException("is no time: write it as 2026-03-01T12:00:00Z", e);
            }
        });
    }

    /** How many rows, 50 unless said otherwise. */
    public int limit() {
        return as("limit", text -> {
                    int rows = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
                    if (rows < 1 || rows > MOST_ROWS) {
                        throw new IllegalArgumentException("is out of bounds: 1 to " + MOST_ROWS + " are allowed");
                    }
                    return rows;
                })
                .orElse(50);
    }

    /** Where the page starts. */
    public Cursor after() {
        return as("after", text -> {
                    try {
                        return Cursor.parse(text);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException("is not the next of a page: copy it whole", e);
                    }
                })
                .orElse(Cursor.START);
    }

    /** What is given besides this name, for people. */
    public String others(String name) {
        return values.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    /** Refuses the names that nobody asked for. */
    public void end() {
        end(known);
    }

    /** Refuses the names that are none of these. */
    void end(Set<String> allowed) {
        for (String name : values.keySet()) {
            if (!allowed.contains(name)) {
                throw Problem.field(
                                "unknown-parameter",
                                "A name is not known here",
                                prefix + shown(name),
                                prefix + shown(name) + " is not known here: " + Nearest.hint(name, allowed))
                        .thrown();
            }
        }
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
