package io.hooklatch.operate;

import io.hooklatch.store.TimeRange;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A word and named values after it, written as the query of a URL. */
final class Parameters {
    private final String kind;
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    Parameters(String kind) {
        this.kind = kind;
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when it is no such text
     */
    static Parameters parse(String text) {
        int mark = text.indexOf('?');
        Parameters read = new Parameters(mark < 0 ? text : text.substring(0, mark));
        if (mark < 0) {
            return read;
        }
        for (String field : text.substring(mark + 1).split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("\"" + field + "\" in \"" + text + "\" has no value");
            }
            read.names.add(field.substring(0, equals));
            read.values.add(URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return read;
    }

    String kind() {
        return kind;
    }

    Parameters put(String name, Optional<?> value) {
        value.ifPresent(present -> put(name, List.of(present)));
        return this;
    }

    Parameters put(String name, List<?> each) {
        for (Object value : each) {
            names.add(name);
            values.add(value.toString());
        }
        return this;
    }

    Parameters put(TimeRange times) {
        put("from", times.from() == Long.MIN_VALUE ? Optional.empty() : Optional.of(times.from()));
        return put("until", times.until() == Long.MAX_VALUE ? Optional.empty() : Optional.of(times.until()));
    }

    List<String> all(String name) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                all.add(values.get(i));
            }
        }
        return all;
    }

    Optional<String> find(String name) {
        return all(name).stream().findFirst();
    }

    TimeRange times() {
        return new TimeRange(
                find("from").map(Long::parseLong).orElse(Long.MIN_VALUE),
                find("until").map(Long::parseLong).orElse(Long.MAX_VALUE));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind);
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? '?' : '&')
                    .append(names.get(i))
                    .append('=')
                    .append(URLEncoder.encode(values.get(i), StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
