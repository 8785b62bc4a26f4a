/**
 * The reading side: every answer is one statement, so it is of one moment. Open {@link
 * io.hooklatch.jdbc.postgres.read.PostgresReader} first.
 */
@NullMarked
package io.hooklatch.jdbc.postgres.read;

import org.jspecify.annotations.NullMarked;
