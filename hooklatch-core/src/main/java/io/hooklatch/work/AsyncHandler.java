package io.hooklatch.work;

import io.hooklatch.message.Event;
import java.util.concurrent.CompletionStage;

/** What an event is for, answered later. The same promises as {@link Handler}. */
@FunctionalInterface
public interface AsyncHandler {
    /**
     * Starts handling it and returns without blocking.
     *
     * @return a stage whose completion ends the attempt: normally handled, exceptionally failed
     * @throws Exception to fail the attempt at once
     */
    CompletionStage<?> handle(Event event) throws Exception;
}
