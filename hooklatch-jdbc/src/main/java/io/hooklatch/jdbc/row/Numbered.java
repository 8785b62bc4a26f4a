package io.hooklatch.jdbc.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of a table that only grows, by number and back. Numbers count from 1. One thread adds; any thread may read by
 * number.
 *
 * <p>A value is published before the transaction that adds it commits: until then no row that others can see bears its
 * number. {@link #forget} takes back what a rolled-back transaction added.
 */
public final class Numbered<T> {
    private final Map<T, Integer> numbers = new HashMap<>();
    private volatile List<T> values = List.of();

    /** Starts with these, the value with number n at n - 1. */
    public void load(List<T> known) {
        numbers.clear();
        for (int i = 0; i < known.size(); i++) {
            numbers.put(known.get(i), i + 1);
        }
        values = List.copyOf(known);
    }

    /** The value's number, or 0 when it has none yet. */
    public int numberOf(T value) {
        Integer number = numbers.get(value);
        return number == null ? 0 : number;
    }

    /** Adds a value and gives its number. */
    public int add(T value) {
        List<T> more = new ArrayList<>(values);
        more.add(value);
        values = List.copyOf(more);
        numbers.put(value, more.size());
        return more.size();
    }

    /** Takes back all but the first so many. */
    public void forget(int keep) {
        List<T> known = values;
        for (T value : known.subList(keep, known.size())) {
            numbers.remove(value);
        }
        values = List.copyOf(known.subList(0, keep));
    }

    public int size() {
        return values.size();
    }

    /** The value with this number. Null when there is none, which in a sound store does not happen. */
    public @Nullable T get(int number) {
        List<T> known = values;
        return number < 1 || number > known.size() ? null : known.get(number - 1);
    }

    /** All values so far; the value with number n is at n - 1. Unmodifiable. */
    public List<T> all() {
        return values;
    }
}
