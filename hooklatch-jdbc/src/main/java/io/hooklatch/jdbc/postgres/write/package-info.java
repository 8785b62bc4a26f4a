/**
 * Writes: a few lanes, each with a connection of its own, that commit for many; and the transactions in which handlers
 * write. Open {@link io.hooklatch.jdbc.postgres.write.Lane} first.
 */
@NullMarked
package io.hooklatch.jdbc.postgres.write;

import org.jspecify.annotations.NullMarked;
