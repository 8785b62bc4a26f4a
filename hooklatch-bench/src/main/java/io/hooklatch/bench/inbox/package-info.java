/**
 * The inboxes that are measured, and a plain look into their files from outside.
 *
 * <p>{@link io.hooklatch.bench.inbox.StripeInbox} opens one, {@link io.hooklatch.bench.inbox.SqliteFile} counts what it left.
 */
@NullMarked
package io.hooklatch.bench.inbox;

import org.jspecify.annotations.NullMarked;
