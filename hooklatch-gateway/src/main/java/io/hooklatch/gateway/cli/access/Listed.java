package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.cli.data.Doc;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list, newest first.
 *
 * @param items the rows
 * @param next where the next page starts; absent on the last page
 */
public record Listed(List<Doc> items, Optional<String> next) {
    public Listed {
        items = List.copyOf(items);
    }
}
