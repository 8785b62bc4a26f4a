/**
 * What a large inbox costs: receipts per second, pages of lists and bytes on disk with millions of events stored.
 *
 * <p>{@link io.hooklatch.bench.growth.GrowthBench} is the benchmark.
 */
@NullMarked
package io.hooklatch.bench.growth;

import org.jspecify.annotations.NullMarked;
