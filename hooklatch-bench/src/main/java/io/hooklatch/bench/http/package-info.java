/**
 * How many receipts the gateway gives over HTTP, beside the same server without a store and beside the usual controller.
 *
 * <p>{@link io.hooklatch.bench.http.HttpBench} is the benchmark.
 */
@NullMarked
package io.hooklatch.bench.http;

import org.jspecify.annotations.NullMarked;
