package io.hooklatch.keys.fetch;

import java.util.concurrent.CompletionStage;

/** Gets documents that hold keys. Thread-safe. */
public interface KeyFetcher {
    /**
     * Gets one document. Returns at once and never blocks; the stage ends within seconds, whatever the other side does, on
     * a thread that may run what hangs on it.
     *
     * @return the body of an answer with status 200; else the stage fails, with {@link KeyFetchException} where there was
     *     an answer
     */
    CompletionStage<byte[]> fetch(KeyRequest request);
}
