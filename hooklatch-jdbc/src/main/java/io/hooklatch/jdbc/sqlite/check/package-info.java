/**
 * Whether the rows of an inbox in SQLite fit together, and how they are mended where they do not. Open {@link
 * io.hooklatch.jdbc.sqlite.check.Checks} first.
 */
@NullMarked
package io.hooklatch.jdbc.sqlite.check;

import org.jspecify.annotations.NullMarked;
