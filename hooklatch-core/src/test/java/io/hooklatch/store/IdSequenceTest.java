package io.hooklatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdSequenceTest {
    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());

    @Test
    void everyIdIsGreaterThanTheOneBeforeWhileTheClockStandsStill() {
        IdSequence ids = new IdSequence(clock, 7, 0);
        assertThatEachOfTheNextIsGreater(ids, 0, 20_000);
    }

    @Test
    void everyIdIsGreaterThanTheOneBeforeWhenTheClockGoesBack() {
        IdSequence ids = new IdSequence(clock, 7, 0);
        long last = assertThatEachOfTheNextIsGreater(ids, 0, 5);
        now.addAndGet(-3_600_000);
        assertThatEachOfTheNextIsGreater(ids, last, 20_000);
    }

    @Test
    void everyIdIsPositiveAndGreaterThanTheOneBeforeUnderAClockOf1970() {
        now.set(0);
        assertThatEachOfTheNextIsGreater(new IdSequence(clock, 0, 0), 0, 20_000);
    }

    @Test
    void aSequenceGoesOnAboveTheGreatestIdOfTheStoreAlsoWhenItsClockIsBehind() {
        long last = assertThatEachOfTheNextIsGreater(new IdSequence(clock, 1023, 0), 0, 10);
        now.addAndGet(-86_400_000);
        assertThatEachOfTheNextIsGreater(new IdSequence(clock, 0, last), last, 10);
    }

    @Test
    void twoNodesNeverMakeTheSameId() {
        IdSequence one = new IdSequence(clock, 1, 0);
        IdSequence two = new IdSequence(clock, 2, 0);
        for (int i = 0; i < 100; i++) {
            assertThat(one.next()).isNotEqualTo(two.next());
        }
    }

    @Test
    void theFirstIdAtATimeSeparatesTheRowsBeforeItFromTheRest() {
        IdSequence ids = new IdSequence(clock, 1023, 0);
        long before = ids.next();
        long time = now.incrementAndGet();
        long at = ids.next();
        assertThat(IdSequence.firstAt(time)).isGreaterThan(before).isLessThanOrEqualTo(at);
    }

    @Test
    void anIdBearsTheTimeAtWhichItWasMade() {
        IdSequence ids = new IdSequence(clock, 1023, 0);
        assertThat(IdSequence.timeOf(ids.next())).isEqualTo(now.get());
        assertThat(IdSequence.timeOf(IdSequence.firstAt(now.get()))).isEqualTo(now.get());
        long made = now.getAndAdd(-60_000);
        assertThat(IdSequence.timeOf(ids.next())).as("never earlier").isEqualTo(made);
    }

    @Test
    void theFirstIdAtATimeOutsideTheIdsIsTheNearestBound() {
        assertThat(IdSequence.firstAt(Long.MIN_VALUE)).isZero();
        assertThat(IdSequence.firstAt(0)).isZero();
        assertThat(IdSequence.firstAt(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aNodeOutsideTenBitsIsRefusedWithItsNumber() {
        assertThatThrownBy(() -> new IdSequence(clock, 1024, 0)).hasMessageContaining("node 1024");
        assertThatThrownBy(() -> new IdSequence(clock, -1, 0)).hasMessageContaining("node -1");
    }

    private static long assertThatEachOfTheNextIsGreater(IdSequence ids, long last, int count) {
        long before = last;
        for (int i = 0; i < count; i++) {
            long id = ids.next();
            assertThat(id).isGreaterThan(before);
            before = id;
        }
        return before;
    }
}
