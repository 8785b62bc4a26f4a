/**
 * Stores over JDBC.
 * Open {@code SqliteStore} first, then {@code PostgresStore}.
 */
@NullMarked
package io.hooklatch.jdbc;

import org.jspecify.annotations.NullMarked;
