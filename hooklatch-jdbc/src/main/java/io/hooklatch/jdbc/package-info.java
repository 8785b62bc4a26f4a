/**
 * Stores over JDBC.
 * Open {@code SqliteStore} first.
 */
@NullMarked
package io.hooklatch.jdbc;

import org.jspecify.annotations.NullMarked;
