package io.hooklatch.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.Completion.Next;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Exception failure = new IllegalStateException("boom");
    private final HandlerPolicy policy =
            HandlerPolicy.defaults().attempts(10).backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    @Test
    void theBoundDoublesUpToTheCap() {
        assertThat(policy.bound(1)).isEqualTo(1_000);
        assertThat(policy.bound(2)).isEqualTo(2_000);
        assertThat(policy.bound(6)).isEqualTo(32_000);
        assertThat(policy.bound(7)).isEqualTo(60_000);
        assertThat(policy.bound(1_000_000)).isEqualTo(60_000);
        assertThat(policy.backoff(Duration.ofDays(366), Duration.ofDays(366)).bound(60))
                .isEqualTo(366L * 86_400_000);
    }

    @Test
    void fault27_retriesOfManyEventsAreSpreadOverTheWholeWait() {
        Backoff backoff = new Backoff(policy, new Random(7));
        int[] tenths = new int[10];
        for (int i = 0; i < 10_000; i++) {
            long wait = ((Next.Retry) backoff.after(4, failure)).after().toMillis();
            assertThat(wait).isBetween(0L, 8_000L);
            tenths[(int) Math.min(9, wait / 800)]++;
        }
        for (int tenth : tenths) {
            assertThat(tenth).isBetween(850, 1_150);
        }
    }

    @Test
    void theLastAttemptIsFollowedByNone() {
        Backoff backoff = new Backoff(policy, new Random(7));
        assertThat(backoff.after(9, failure)).isInstanceOf(Next.Retry.class);
        assertThat(backoff.after(10, failure)).isEqualTo(new Next.Dead());
        assertThat(backoff.after(1, new GiveUpException("no"))).isEqualTo(new Next.Dead());
    }

    @Test
    void aServersWishIsHonouredUpToTenTimesTheCap() {
        RandomGenerator unused = () -> {
            throw new AssertionError("a wish needs no jitter");
        };
        Backoff backoff = new Backoff(policy, unused);
        assertThat(backoff.after(1, new RetryLaterException("429", Duration.ofSeconds(90))))
                .isEqualTo(new Next.Retry(Duration.ofSeconds(90)));
        assertThat(backoff.after(1, new RetryLaterException("429", Duration.ofDays(9))))
                .isEqualTo(new Next.Retry(Duration.ofMinutes(10)));
        assertThat(backoff.after(1, new RetryLaterException("429", Duration.ofSeconds(-5))))
                .isEqualTo(new Next.Retry(Duration.ZERO));
    }
}
