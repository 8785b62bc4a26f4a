/**
 * The inbox in PostgreSQL beside the one in SQLite, beside what the database could take at most, and shared by nodes.
 *
 * <p>{@link io.hooklatch.bench.postgres.PostgresBench} is the benchmark; {@code Database} is the server that it measures.
 */
@NullMarked
package io.hooklatch.bench.postgres;

import org.jspecify.annotations.NullMarked;
