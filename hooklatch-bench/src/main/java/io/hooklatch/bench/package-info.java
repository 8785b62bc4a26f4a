/**
 * Benchmarks: every figure of {@code docs/benchmarks.md} comes from here.
 */
@NullMarked
package io.hooklatch.bench;

import org.jspecify.annotations.NullMarked;
