package io.hooklatch.store;

import java.util.List;
import java.util.Optional;

/**
 * Some rows of a list, newest first.
 *
 * @param items the rows
 * @param next where the next page starts; absent on the last page
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
    public Page {
        items = List.copyOf(items);
    }
}
