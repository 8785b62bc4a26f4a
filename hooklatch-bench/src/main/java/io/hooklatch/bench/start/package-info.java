/**
 * How soon the gateway answers, and what it weighs.
 *
 * <p>{@link io.hooklatch.bench.start.StartBench} is the benchmark.
 */
@NullMarked
package io.hooklatch.bench.start;

import org.jspecify.annotations.NullMarked;
