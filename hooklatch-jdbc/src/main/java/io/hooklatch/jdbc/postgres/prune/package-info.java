/**
 * What of an inbox in PostgreSQL may go: judged by readers to find it and by a lane again to remove it. Open {@link
 * io.hooklatch.jdbc.postgres.prune.Judge} first, then {@link io.hooklatch.jdbc.postgres.prune.Removal}.
 */
@NullMarked
package io.hooklatch.jdbc.postgres.prune;

import org.jspecify.annotations.NullMarked;
