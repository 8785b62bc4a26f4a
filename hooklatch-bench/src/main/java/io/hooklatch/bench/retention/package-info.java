/**
 * Clearing an inbox in PostgreSQL of what has served its time: by the store's batches, and by partitions of a day.
 *
 * <p>{@link io.hooklatch.bench.retention.RetentionBench} is the benchmark; {@code Partitions} is what the store has not.
 */
@NullMarked
package io.hooklatch.bench.retention;

import org.jspecify.annotations.NullMarked;
