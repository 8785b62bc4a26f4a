/**
 * What waits for others, and what others supersede: the lines of keys, of which only the first dispatch is ever due, and the
 * newest versions that were handled. Whoever changes a line holds its lock until the commit, so that the order of places is
 * that of the commits.
 */
@NullMarked
package io.hooklatch.jdbc.postgres.order;

import org.jspecify.annotations.NullMarked;
