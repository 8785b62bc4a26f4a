package io.hooklatch.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Queries in other orders. */
final class Queries {
    private static final int MOST_PERMUTED = 4;
    private static final int MOST = 200;

    private Queries() {}

    /** The names of the parameters without their values. */
    static String names(String query) {
        return String.join(
                "&",
                Arrays.stream(query.split("&", MOST))
                        .map(item -> item.indexOf('=') < 0 ? "…" : item.substring(0, item.indexOf('=')) + "=…")
                        .toList());
    }

    /** The same parameters sorted, reversed and, where they are few, in every order; without the given one. */
    static Set<String> reordered(String query) {
        Set<String> orders = new LinkedHashSet<>();
        List<String> items = new ArrayList<>(Arrays.asList(query.split("&", -1)));
        if (items.size() < 2 || items.size() > MOST) {
            return orders;
        }
        List<String> sorted = new ArrayList<>(items);
        Collections.sort(sorted);
        orders.add(String.join("&", sorted));
        Collections.reverse(sorted);
        orders.add(String.join("&", sorted));
        List<String> reversed = new ArrayList<>(items);
        Collections.reverse(reversed);
        orders.add(String.join("&", reversed));
        if (items.size() <= MOST_PERMUTED) {
            permute(items, new ArrayList<>(), orders);
        }
        orders.remove(query);
        return orders;
    }

    private static void permute(List<String> left, List<String> taken, Set<String> orders) {
        if (left.isEmpty()) {
            orders.add(String.join("&", taken));
        }
        for (int i = 0; i < left.size(); i++) {
            List<String> rest = new ArrayList<>(left);
            List<String> more = new ArrayList<>(taken);
            more.add(rest.remove(i));
            permute(rest, more, orders);
        }
    }
}
