package io.hooklatch.gateway.cli.access;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Conditions that must all hold, under the names of the admin API, and the place in the list. Immutable.
 *
 * @param values the conditions: names in lower case, times as ISO 8601
 * @param after where the page starts; absent for the newest rows
 * @param limit at most so many rows of a page, 1 to 1000
 */
public record Filters(Map<String, String> values, Optional<String> after, int limit) {
    /** The largest page. */
    public static final int MOST = 1000;

    public Filters {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** Everything, in large pages. */
    public static Filters none() {
        return new Filters(Map.of(), Optional.empty(), MOST);
    }

    public Filters with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Filters(more, after, limit);
    }

    public Filters withAll(Map<String, String> values) {
        Map<String, String> more = new LinkedHashMap<>(this.values);
        more.putAll(values);
        return new Filters(more, after, limit);
    }

    public Filters after(String cursor) {
        return new Filters(values, Optional.of(cursor), limit);
    }

    public Filters limit(int rows) {
        return new Filters(values, after, rows);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
