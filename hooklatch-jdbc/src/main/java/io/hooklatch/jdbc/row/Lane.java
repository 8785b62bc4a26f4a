package io.hooklatch.jdbc.row;

import org.jspecify.annotations.Nullable;

/**
 * What many dispatches have in common.
 *
 * @param endpoint the endpoint of the event
 * @param eventType the type of the event; null when there is none or when the event's own row holds it
 * @param handler the number of the handler; 0 when unrouted
 */
public record Lane(String endpoint, @Nullable String eventType, int handler) {}
