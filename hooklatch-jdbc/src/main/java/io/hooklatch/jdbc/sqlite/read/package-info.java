/**
 * The readers of an inbox in SQLite: some connections that can only read, each question in one snapshot. Open {@link
 * io.hooklatch.jdbc.sqlite.read.SqliteReader} first; how lists find their rows is in {@link
 * io.hooklatch.jdbc.sqlite.read.IdStream}.
 */
@NullMarked
package io.hooklatch.jdbc.sqlite.read;

import org.jspecify.annotations.NullMarked;
