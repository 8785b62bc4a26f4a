package io.hooklatch.work;

import io.hooklatch.observe.Listeners;
import io.hooklatch.store.InboxStore;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What every lane of one inbox shares.
 *
 * @param leaseFor how long a lease lasts unless renewed; renewed when a third of it has passed
 * @param threads runs handlers and blocking reads; must never refuse or block
 */
record WorkContext(
        InboxStore store,
        Timer timer,
        Listeners listeners,
        RandomGenerator random,
        Executor threads,
        Duration leaseFor) {}
