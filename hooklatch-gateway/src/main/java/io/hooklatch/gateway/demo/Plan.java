package io.hooklatch.gateway.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is sent, in order, and what has to be in the store afterwards. Immutable. */
final class Plan {
    private final List<DemoProvider> providers;
    private final List<Batch> batches;

    private Plan(List<DemoProvider> providers, List<Batch> batches) {
        this.providers = List.copyOf(providers);
        this.batches = List.copyOf(batches);
    }

    /**
     * Every scenario with every provider that it means something to, and the volume with the first.
     *
     * @param volume how many events
     */
    static Plan of(List<DemoProvider> providers, int volume) {
        List<Batch> batches = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (DemoProvider provider : providers) {
                int events = events(scenario, provider, provider == providers.get(0) ? volume : 0);
                if (events > 0) {
                    batches.add(new Batch(provider, scenario, events));
                }
            }
        }
        return new Plan(providers, batches);
    }

    private static int events(Scenario scenario, DemoProvider provider, int volume) {
        return switch (scenario) {
            case VALID -> 20;
            case COPIES -> 10;
            case CROWD -> 1;
            case WRONG_SECRET -> 5;
            case STALE -> provider.dated() ? 5 : 0;
            case FAILS_TWICE -> 3;
            case VOLUME -> volume;
        };
    }

    List<DemoProvider> providers() {
        return providers;
    }

    List<Batch> of(Scenario scenario) {
        return batches.stream().filter(batch -> batch.scenario() == scenario).toList();
    }

    int requests() {
        return batches.stream().mapToInt(Batch::requests).sum();
    }

    /** The figures that each endpoint has to have, in the order of the providers. */
    Map<String, Tally> expected() {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        providers.forEach(provider -> tallies.put(provider.name(), new Tally()));
        batches.forEach(batch -> tallies.computeIfAbsent(batch.provider().name(), name -> new Tally())
                .addAll(batch.expected()));
        return tallies;
    }

    /** The figures of all endpoints together. */
    Tally whole() {
        Tally whole = new Tally();
        expected().values().forEach(whole::addAll);
        return whole;
    }
}
