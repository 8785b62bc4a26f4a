package io.hooklatch.gateway.demo;

/**
 * One scenario tried with one provider.
 *
 * @param events how many different events
 */
record Batch(DemoProvider provider, Scenario scenario, int events) {
    int requests() {
        return events * scenario.copies();
    }

    /** What this adds to the endpoint's figures; the only place where that is decided. */
    Tally expected() {
        Tally tally = new Tally().add(Figure.DELIVERIES, requests());
        if (!scenario.accepted()) {
            return tally.addRefused(provider.refusal(scenario), requests());
        }
        return tally.add(provider.accepted(), requests())
                .add(Figure.EVENTS, events)
                .add(Figure.DUPLICATES, requests() - events)
                .add(Figure.HANDLED, events)
                .add(Figure.RETRIED, (long) events * scenario.failures());
    }
}
