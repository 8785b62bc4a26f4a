/**
 * What only reads: deliveries, events, dispatches, endpoints and handlers, and the stream of what comes in.
 * Open {@link io.hooklatch.gateway.admin.api.read.ReadRoutes} first, then {@code Filters} for the conditions.
 */
@NullMarked
package io.hooklatch.gateway.admin.api.read;

import org.jspecify.annotations.NullMarked;
