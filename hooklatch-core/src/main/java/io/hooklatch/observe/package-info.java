/**
 * What happened, told once: {@link io.hooklatch.observe.InboxListener} is the one interface that logs, metrics and traces
 * implement.
 */
@NullMarked
package io.hooklatch.observe;

import org.jspecify.annotations.NullMarked;
