package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A {@link Provider} compiled for one endpoint. Thread-safe. */
public interface Check {
    /**
     * Decides about the exact bytes of a request, without blocking and without waiting for anything: what is not at hand is
     * a refusal, {@code KEYS_UNAVAILABLE}. Anything but {@code VERIFIED}, {@code AUTHENTICATED} and {@code REFUSED} is
     * taken for a failure of the code. The verdict's recipe is set by the caller.
     *
     * @param nowMillis the time of receipt in milliseconds since the epoch, UTC
     */
    Verdict check(Request request, long nowMillis);

    /**
     * Fetches what {@link #check} will need for this request and has not got, such as a public key. Returns at once; the
     * stage ends in bounded time, and however it ends {@link #check} is asked next. Completed already where there is
     * nothing to fetch, which is the usual case.
     */
    default CompletionStage<Void> prepare(Request request, long nowMillis) {
        return CompletableFuture.completedFuture(null);
    }

    /** What is signed, to recognise a copy of the request by; absent where it would be equal for different events. */
    default Optional<byte[]> signedBytes(Request request) {
        return Optional.empty();
    }
}
