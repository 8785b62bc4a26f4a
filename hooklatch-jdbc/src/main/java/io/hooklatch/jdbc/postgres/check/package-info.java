/** Whether an inbox in PostgreSQL is sound. Open {@link io.hooklatch.jdbc.postgres.check.Checks} first. */
@NullMarked
package io.hooklatch.jdbc.postgres.check;

import org.jspecify.annotations.NullMarked;
