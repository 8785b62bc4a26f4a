/**
 * What verifying one request costs, by recipe: time and allocation, under JMH.
 *
 * <p>{@link io.hooklatch.bench.verify.VerifyBench} runs {@link io.hooklatch.bench.verify.VerifyBenchmark}.
 */
@NullMarked
package io.hooklatch.bench.verify;

import org.jspecify.annotations.NullMarked;
