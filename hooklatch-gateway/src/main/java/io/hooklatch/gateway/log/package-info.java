/**
 * What the gateway writes to its log: one line for each thing, whatever the texts in it hold.
 * Open {@link io.hooklatch.gateway.log.InboxLog} first.
 */
@NullMarked
package io.hooklatch.gateway.log;

import org.jspecify.annotations.NullMarked;
