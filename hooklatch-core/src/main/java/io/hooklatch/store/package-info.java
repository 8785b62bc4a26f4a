/**
 * The contract between the inbox and whatever keeps it: {@link io.hooklatch.store.InboxStore} writes, {@link
 * io.hooklatch.store.InboxReader} reads.
 *
 * <p>This seam is for the stores that ship with Hooklatch and may change between minor releases. A store is right when it
 * passes the conformance suite of the test kit; nothing here knows a database.
 */
@NullMarked
package io.hooklatch.store;

import org.jspecify.annotations.NullMarked;
