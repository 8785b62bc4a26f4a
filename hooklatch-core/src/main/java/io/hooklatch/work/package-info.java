/**
 * Leases due dispatches and runs handlers: attempts, retries, time limits, fencing, shutdown.
 *
 * <p>Users meet {@link io.hooklatch.work.Selector} (which events), {@link io.hooklatch.work.HandlerPolicy} (how often, how
 * long, how many at once) and the three kinds of handler. {@link io.hooklatch.work.Workers} is the engine; each handler has
 * a lane of its own in it, so that no handler waits for another.
 */
@NullMarked
package io.hooklatch.work;

import org.jspecify.annotations.NullMarked;
