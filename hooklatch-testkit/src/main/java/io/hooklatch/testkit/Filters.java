package io.hooklatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The conditions that one row fulfils, to be tried in every combination against a plain reading of all rows.
 *
 * @param <Q> the query
 * @param <T> the row
 */
final class Filters<Q, T> {
    private final List<Filter<Q, T>> filters = new ArrayList<>();

    private record Filter<Q, T>(String name, UnaryOperator<Q> narrow, Predicate<T> holds) {}

    /** A condition on a field that the row may lack; left out when it does. */
    <V> Filters<Q, T> maybe(
            String name, Optional<V> value, BiFunction<Q, V, Q> narrow, Function<T, Optional<V>> field) {
        value.ifPresent(wanted -> filters.add(new Filter<>(
                name + "=" + wanted,
                query -> narrow.apply(query, wanted),
                row -> field.apply(row).equals(value))));
        return this;
    }

    /** A condition on a field that every row has. */
    <V> Filters<Q, T> on(String name, V value, BiFunction<Q, V, Q> narrow, Function<T, V> field) {
        return maybe(name, Optional.of(value), narrow, row -> Optional.of(field.apply(row)));
    }

    /** Any other condition. */
    Filters<Q, T> where(String name, UnaryOperator<Q> narrow, Predicate<T> holds) {
        filters.add(new Filter<>(name, narrow, holds));
        return this;
    }

    /**
     * Asks with every subset of the conditions, and expects exactly the rows that fulfil it, in the same order.
     *
     * @param all every row, newest first
     */
    void assertThatEveryCombinationFindsExactlyItsRows(List<T> all, Q query, Function<Q, Page<T>> read) {
        for (int combination = 0; combination < 1 << filters.size(); combination++) {
            Q narrowed = query;
            Predicate<T> holds = row -> true;
            List<String> names = new ArrayList<>();
            for (int i = 0; i < filters.size(); i++) {
                if ((combination & 1 << i) != 0) {
                    narrowed = filters.get(i).narrow().apply(narrowed);
                    holds = holds.and(filters.get(i).holds());
                    names.add(filters.get(i).name());
                }
            }
            assertThat(read.apply(narrowed).items())
                    .as("%s", names)
                    .isNotEmpty()
                    .isEqualTo(all.stream().filter(holds).toList());
        }
    }
}
