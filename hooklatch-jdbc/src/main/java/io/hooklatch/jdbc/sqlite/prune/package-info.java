/**
 * What of an inbox in SQLite may go: judged by readers to find it and by the writer again to remove it. Open {@link
 * io.hooklatch.jdbc.sqlite.prune.Judge} first, then {@link io.hooklatch.jdbc.sqlite.prune.Removal}.
 */
@NullMarked
package io.hooklatch.jdbc.sqlite.prune;

import org.jspecify.annotations.NullMarked;
