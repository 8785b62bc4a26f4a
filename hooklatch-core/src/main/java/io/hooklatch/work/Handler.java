package io.hooklatch.work;

import io.hooklatch.message.Event;

/**
 * What an event is for, run outside any transaction. Called from several threads at once, as the policy allows; at least
 * once per event, so it should be idempotent by {@link Event#id()}.
 */
@FunctionalInterface
public interface Handler {
    /**
     * Handles it.
     *
     * @throws Exception to fail the attempt; {@link RetryLaterException} and {@link GiveUpException} say what comes next
     */
    void handle(Event event) throws Exception;
}
