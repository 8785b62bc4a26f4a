package io.hooklatch.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Header lines in the order they arrived, repeats included. Names are looked up without regard to ASCII case. Immutable
 * and thread-safe.
 */
public final class Headers implements Iterable<Header> {
    private static final Headers NONE = new Headers(List.of());

    private final List<Header> lines;

    private Headers(List<Header> lines) {
        this.lines = lines;
    }

    /** No header at all. */
    public static Headers none() {
        return NONE;
    }

    /** The given lines, copied. */
    public static Headers of(List<Header> lines) {
        return lines.isEmpty() ? NONE : new Headers(List.copyOf(lines));
    }

    /**
     * Lines from alternating names and values: {@code of("content-type", "application/json", "x-id", "7")}.
     *
     * @throws IllegalArgumentException when a name has no value
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("header " + namesAndValues[namesAndValues.length - 1] + " has no value");
        }
        List<Header> lines = new ArrayList<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            lines.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return of(lines);
    }

    /** The value of the first line with this name. */
    public Optional<String> first(String name) {
        for (Header line : lines) {
            if (line.name().equalsIgnoreCase(name)) {
                return Optional.of(line.value());
            }
        }
        return Optional.empty();
    }

    /** The values of every line with this name, in order; empty when there is none. */
    public List<String> all(String name) {
        List<String> values = List.of();
        for (Header line : lines) {
            if (line.name().equalsIgnoreCase(name)) {
                if (values.isEmpty()) {
                    values = new ArrayList<>(1);
                }
                values.add(line.value());
            }
        }
        return values;
    }

    /** Whether a line with this name is present. */
    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** These lines and one more at the end. */
    public Headers plus(String name, String value) {
        List<Header> more = new ArrayList<>(lines);
        more.add(new Header(name, value));
        return of(more);
    }

    /** These lines without those of this name. */
    public Headers without(String name) {
        return of(lines.stream()
                .filter(line -> !line.name().equalsIgnoreCase(name))
                .toList());
    }

    /** The lines as an unmodifiable list. */
    public List<Header> list() {
        return lines;
    }

    public int size() {
        return lines.size();
    }

    @Override
    public Iterator<Header> iterator() {
        return lines.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && headers.lines.equals(lines);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }

    /** The names only, since values may be credentials. */
    @Override
    public String toString() {
        return lines.stream().map(Header::name).toList().toString();
    }
}
