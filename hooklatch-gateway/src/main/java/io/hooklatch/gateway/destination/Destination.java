package io.hooklatch.gateway.destination;

import io.hooklatch.message.Event;
import java.util.concurrent.CompletionStage;

/** Where events are handed on. Thread-safe. */
public interface Destination extends AutoCloseable {
    /**
     * Hands one event on, without blocking. It may be called again for the same event, after a failure and after a
     * crash, so what the destination is told carries {@link Event#id()}.
     *
     * @return a stage that completes when the destination has taken the event, and fails when it has not or when that is
     *     not known: with {@link io.hooklatch.work.GiveUpException} when no further attempt shall be made, with {@link
     *     io.hooklatch.work.RetryLaterException} when the destination says when, else with {@link
     *     DestinationException}
     */
    CompletionStage<Void> send(Event event);

    /** Gives up what is under way and frees connections. Idempotent. */
    @Override
    void close();
}
