package io.hooklatch.work;

import io.hooklatch.message.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events a handler gets: of some endpoints, optionally of some types. Immutable.
 *
 * <pre>{@code
 * on("stripe")                          every event of the endpoint stripe
 * on("stripe").type("invoice.*")        those whose type starts with "invoice."
 * onEvery().type("order.created")       of any endpoint
 * on("stripe").type("invoice.*").or(on("acme"))
 * }</pre>
 */
public final class Selector {
    private final List<String> endpoints;
    private final List<String> types;
    private final List<Selector> others;

    private Selector(List<String> endpoints, List<String> types, List<Selector> others) {
        this.endpoints = endpoints;
        this.types = types;
        this.others = others;
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
        return new Selector(List.of(endpoints), List.of(), List.of());
    }

    /** Every event of every endpoint. */
    public static Selector onEvery() {
        return new Selector(List.of(), List.of(), List.of());
    }

    /**
     * Only events of these types; a trailing {@code *} stands for any ending.
     *
     * @throws IllegalArgumentException for an empty type, or a {@code *} elsewhere than at the end
     * @throws IllegalStateException after {@link #or}, where it would be unclear what it belongs to
     */
    public Selector type(String... more) {
        if (!others.isEmpty()) {
            throw new IllegalStateException("type() after or(): say on(..).type(..).or(on(..).type(..))");
        }
        List<String> all = new ArrayList<>(types);
        for (String type : more) {
            int star = type.indexOf('*');
            if (type.isEmpty() || (star >= 0 && star != type.length() - 1)) {
                throw new IllegalArgumentException(
                        "event type \"" + type + "\": it must not be empty, and * may only be its last character");
            }
            all.add(type);
        }
        return new Selector(endpoints, List.copyOf(all), List.of());
    }

    /** What this one selects, and what the other one selects. */
    public Selector or(Selector other) {
        List<Selector> more = new ArrayList<>(others);
        more.add(other);
        return new Selector(endpoints, types, List.copyOf(more));
    }

    /** The endpoints it names; empty for every endpoint. */
    public List<String> endpoints() {
        Set<String> all = new LinkedHashSet<>(endpoints);
        for (Selector other : others) {
            if (endpoints.isEmpty() || other.endpoints().isEmpty()) {
                return List.of();
            }
            all.addAll(other.endpoints());
        }
        return List.copyOf(all);
    }

    /** Whether the handler gets an event of this endpoint with these names. */
    public boolean selects(String endpoint, Names names) {
        if (selectsItself(endpoint, names)) {
            return true;
        }
        for (Selector other : others) {
            if (other.selects(endpoint, names)) {
                return true;
            }
        }
        return false;
    }

    private boolean selectsItself(String endpoint, Names names) {
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
                + (types.isEmpty() ? "" : " of type " + String.join(", ", types))
                + others.stream().map(other -> " or " + other).collect(Collectors.joining());
    }
}
