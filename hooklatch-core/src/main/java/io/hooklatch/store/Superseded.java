package io.hooklatch.store;

import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;

/**
 * A dispatch that will not be handled, because its handler has handled a newer version of what the event is about.
 *
 * @param handler the handler's name
 * @param eventId the older event
 * @param dispatchId its dispatch
 * @param why one line: its version, the newer one, and the event of that
 */
public record Superseded(String handler, EventId eventId, DispatchId dispatchId, String why) {}
