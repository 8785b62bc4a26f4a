/**
 * How many stored events workers handle per second, alone and while new ones come in.
 *
 * <p>{@link io.hooklatch.bench.work.WorkBench} is the benchmark.
 */
@NullMarked
package io.hooklatch.bench.work;

import org.jspecify.annotations.NullMarked;
