/**
 * Tools for tests: {@link io.hooklatch.testkit.MemoryStore} in place of a database, {@link
 * io.hooklatch.testkit.ManualTime} in place of the clock, {@link io.hooklatch.testkit.DeliverySample} for what arrives.
 *
 * <p>Whoever writes a store opens {@link io.hooklatch.testkit.StoreConformance} first: the contract as tests.
 */
@NullMarked
package io.hooklatch.testkit;

import org.jspecify.annotations.NullMarked;
