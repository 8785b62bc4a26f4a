/**
 * The one writer of an inbox in SQLite: writes queue up, share commits, and are answered when durable. Open {@link
 * io.hooklatch.jdbc.sqlite.write.Writer} first, then {@link io.hooklatch.jdbc.sqlite.write.WriteSession}.
 */
@NullMarked
package io.hooklatch.jdbc.sqlite.write;

import org.jspecify.annotations.NullMarked;
