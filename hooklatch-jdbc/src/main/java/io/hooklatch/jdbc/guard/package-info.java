/**
 * A JDBC connection lent to a handler: it shares the store's transaction, cannot end it, and is worth nothing once the
 * handler's time is over. Open {@link io.hooklatch.jdbc.guard.LentConnection} first.
 */
@NullMarked
package io.hooklatch.jdbc.guard;

import org.jspecify.annotations.NullMarked;
