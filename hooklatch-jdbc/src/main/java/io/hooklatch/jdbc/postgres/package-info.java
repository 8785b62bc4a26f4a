/**
 * The inbox in PostgreSQL, shared by many nodes: its settings here, its connections and schema in {@code link}, its writes in
 * {@code write} and its reads in {@code read}. Open {@link io.hooklatch.jdbc.postgres.PostgresSettings} first.
 */
@NullMarked
package io.hooklatch.jdbc.postgres;

import org.jspecify.annotations.NullMarked;
