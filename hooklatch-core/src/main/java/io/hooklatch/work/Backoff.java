package io.hooklatch.work;

import io.hooklatch.store.Completion.Next;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What follows a failed attempt: exponential backoff with full jitter until the policy's attempts are used up. */
final class Backoff {
    /** A server's own wish to be asked later may exceed the policy's cap by this factor. */
    private static final int WISH_FACTOR = 10;

    private final HandlerPolicy policy;
    private final RandomGenerator random;

    /** @param random shared; every use is synchronized on it */
    Backoff(HandlerPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    Next after(int attempt, Throwable failure) {
        if (failure instanceof GiveUpException || attempt >= policy.attempts()) {
            return new Next.Dead();
        }
        if (failure instanceof RetryLaterException later) {
            Duration longest = policy.cap().multipliedBy(WISH_FACTOR);
            return new Next.Retry(later.after().compareTo(longest) > 0 ? longest : later.after());
        }
        long bound = policy.bound(attempt);
        long wait;
        synchronized (random) {
            wait = bound == Long.MAX_VALUE ? random.nextLong(bound) : random.nextLong(bound + 1);
        }
        return new Next.Retry(Duration.ofMillis(wait));
    }
}
