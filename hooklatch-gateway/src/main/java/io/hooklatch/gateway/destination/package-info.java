/**
 * Where the gateway hands events on: another HTTP server, or the log.
 * Open {@link io.hooklatch.gateway.destination.Destination} first, then
 * {@link io.hooklatch.gateway.destination.HttpDestination}.
 */
@NullMarked
package io.hooklatch.gateway.destination;

import org.jspecify.annotations.NullMarked;
