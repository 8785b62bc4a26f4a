package io.hooklatch.bench.process;

import io.hooklatch.bench.load.HttpLoad;
import io.hooklatch.bench.load.SignedBatch;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.locks.LockSupport;

/** Knocks until somebody answers. */
public final class FirstAnswer {
    private static final long BETWEEN_KNOCKS = 2_000_000;
    private static final long WITHIN = 120_000_000_000L;

    private FirstAnswer() {}

    /**
     * Sends the one request of the batch until it is answered 200.
     *
     * @return how long that took from the given time of {@link System#nanoTime()}, in nanoseconds
     * @throws IllegalStateException when the server ends, or does not answer within two minutes
     */
    public static long await(Server server, SignedBatch one, long since) {
        while (System.nanoTime() - since < WITHIN) {
            try {
                HttpLoad.all(server.address(), 1, one);
                return System.nanoTime() - since;
            } catch (ConnectException e) {
                LockSupport.parkNanos(BETWEEN_KNOCKS);
            } catch (IOException e) {
                throw new IllegalStateException("the first request failed: " + e.getMessage(), e);
            }
            server.process().requireAlive();
        }
        throw new IllegalStateException(
                "no answer within two minutes:\n" + server.process().written());
    }
}
