package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.store.Cursor;
import io.hooklatch.store.Page;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Fills pages. */
final class Pages {
    private Pages() {}

    /** Loads the row with an id. */
    @FunctionalInterface
    interface Loader<T> {
        Optional<T> load(long id) throws SQLException;
    }

    /**
     * The first rows of the stream that are wanted, and whether there are more.
     *
     * @param from where the list begins and ends; the stream may begin there and go on behind its end
     */
    static <T> Page<T> fill(IdStream ids, Loader<T> loader, Predicate<T> wanted, Cursor from, int limit)
            throws SQLException {
        List<T> items = new ArrayList<>();
        long last = 0;
        for (long id = ids.next(); id > from.after(); id = ids.next()) {
            Optional<T> row = loader.load(id).filter(wanted);
            if (row.isEmpty()) {
                continue;
            }
            if (items.size() == limit) {
                return new Page<>(items, Optional.of(from.at(last)));
            }
            items.add(row.get());
            last = id;
        }
        return new Page<>(items, Optional.empty());
    }

    static <T> boolean is(Optional<T> wanted, T actual) {
        return wanted.isEmpty() || wanted.get().equals(actual);
    }

    static <T> boolean has(Optional<T> wanted, Optional<T> actual) {
        return wanted.isEmpty() || wanted.equals(actual);
    }
}
