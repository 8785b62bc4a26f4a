package io.hooklatch.work;

import io.hooklatch.message.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * Which events a handler gets: of some endpoints, optionally of some types. Immutable.
 *
 * <pre>{@code
 * on("stripe")                          every event of the endpoint stripe
 * on("stripe").type("invoice.*")        those whose type starts with "invoice."
 * onEvery().type("order.created")       of any endpoint
 * }</pre>
 */
public final class Selector {
    private final List<String> endpoints;
    private final List<String> types;

    private Selector(List<String> endpoints, List<String> types) {
        this.endpoints = endpoints;
        this.types = types;
    }

    /**
     * Every event of these endpoints.
     *
     * @throws IllegalArgumentException when none is given
     */
    public static Selector on(String... endpoints) {
        if (endpoints.length == 0) {
            throw new IllegalArgumentException("on() names no endpoint: name one, or say onEvery()");
        }
        return new Selector(List.of(endpoints), List.of());
    }

    /** Every event of every endpoint. */
    public static Selector onEvery() {
        return new Selector(List.of(), List.of());
    }

    /**
     * Only events of these types; a trailing {@code *} stands for any ending.
     *
     * @throws IllegalArgumentException for an empty type, or a {@code *} elsewhere than at the end
     */
    public Selector type(String... more) {
        List<String> all = new ArrayList<>(types);
        for (String type : more) {
            int star = type.indexOf('*');
            if (type.isEmpty() || (star >= 0 && star != type.length() - 1)) {
                throw new IllegalArgumentException(
                        "event type \"" + type + "\": it must not be empty, and * may only be its last character");
            }
            all.add(type);
        }
        return new Selector(endpoints, List.copyOf(all));
    }

    /** The endpoints it names; empty for every endpoint. */
    public List<String> endpoints() {
        return endpoints;
    }

    /** Whether the handler gets an event of this endpoint with these names. */
    public boolean selects(String endpoint, Names names) {
        if (!endpoints.isEmpty() && !endpoints.contains(endpoint)) {
            return false;
        }
        if (types.isEmpty()) {
            return true;
        }
        String type = names.eventType().orElse("");
        for (String wanted : types) {
            boolean matches = wanted.endsWith("*")
                    ? !type.isEmpty() && type.startsWith(wanted.substring(0, wanted.length() - 1))
                    : type.equals(wanted);
            if (matches) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return (endpoints.isEmpty() ? "every endpoint" : String.join(", ", endpoints))
                + (types.isEmpty() ? "" : " of type " + String.join(", ", types));
    }
}
