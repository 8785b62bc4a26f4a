/**
 * Nodes tell each other of work by {@code NOTIFY}; polling is the net below. Open {@link
 * io.hooklatch.jdbc.postgres.wake.Wakes} first.
 */
@NullMarked
package io.hooklatch.jdbc.postgres.wake;

import org.jspecify.annotations.NullMarked;
