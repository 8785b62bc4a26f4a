/**
 * How many receipts an inbox in this process gives, beside what the database could take at most.
 *
 * <p>{@link io.hooklatch.bench.receive.ReceiveBench} is the benchmark; {@code Ceiling} is what it is compared with.
 */
@NullMarked
package io.hooklatch.bench.receive;

import org.jspecify.annotations.NullMarked;
