/**
 * Servers that run as processes of their own, and what the operating system says of them.
 *
 * <p>{@link io.hooklatch.bench.process.Server} starts one.
 */
@NullMarked
package io.hooklatch.bench.process;

import org.jspecify.annotations.NullMarked;
