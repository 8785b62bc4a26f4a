package io.hooklatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
    private final ManualTime time = ManualTime.start();
    private final Instant start = time.instant();
    private final List<String> ran = new ArrayList<>();

    @Test
    void itStandsStillUntilItIsMoved() {
        assertThat(time.instant()).isEqualTo(start);
        assertThat(time.advance(Duration.ofMillis(1500))).isEqualTo(start.plusMillis(1500));
        assertThat(time.millis()).isEqualTo(start.toEpochMilli() + 1500);
        assertThat(time.nanos()).isEqualTo(1_500_000_000L);
        assertThat(ManualTime.at(Instant.EPOCH).instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void whatIsDueRunsInTheOrderOfTheDueTimesWhileTheClockShowsThem() {
        note("third", 30);
        note("first", 10);
        note("second", 20);
        note("also second", 20);
        note("later", 41);
        time.advance(Duration.ofSeconds(40));
        assertThat(ran).containsExactly("first at 10", "second at 20", "also second at 20", "third at 30");
        assertThat(time.instant()).isEqualTo(start.plusSeconds(40));
        time.advance(Duration.ofSeconds(1));
        assertThat(ran).hasSize(5);
    }

    @Test
    void aTaskThatAsksForAnotherGetsItInTheSameAdvanceWhenItIsDue() {
        time.after(Duration.ofSeconds(5), () -> note("again", 5));
        time.advance(Duration.ofSeconds(9));
        assertThat(ran).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(ran).containsExactly("again at 10");
    }

    @Test
    void whatIsDueAtOnceRunsAtTheNextAdvance() {
        note("now", 0);
        note("before now", -3);
        assertThat(ran).isEmpty();
        time.advance(Duration.ZERO);
        assertThat(ran).containsExactly("now at 0", "before now at 0");
    }

    @Test
    void aCancelledTaskDoesNotRun() {
        Runnable cancel = note("cancelled", 1);
        note("kept", 1);
        cancel.run();
        cancel.run();
        time.advance(Duration.ofSeconds(1));
        assertThat(ran).containsExactly("kept at 1");
    }

    @Test
    void turningBackTheClockRunsNothingAndShortensNoWait() {
        note("in ten seconds", 10);
        time.advance(Duration.ofHours(-1));
        assertThat(time.instant()).isEqualTo(start.minusSeconds(3600));
        assertThat(time.nanos()).isZero();
        time.advance(Duration.ofSeconds(9));
        assertThat(ran).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(ran).hasSize(1);
    }

    @Test
    void itTellsHowLongUntilTheNextTask() {
        assertThat(time.untilNext()).isEmpty();
        note("b", 20);
        note("a", 10);
        assertThat(time.untilNext()).contains(Duration.ofSeconds(10));
        time.advance(Duration.ofSeconds(4));
        assertThat(time.untilNext()).contains(Duration.ofSeconds(6));
    }

    @Test
    void closingDropsWhatWaitsAndTheTimeGoesOn() {
        note("dropped", 1);
        time.close();
        time.close();
        note("after it", 2);
        time.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("after it at 2");
    }

    @Test
    void aTaskThatFailsTellsTheTestAndWhatIsDueAfterItRunsNext() {
        time.after(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("no");
        });
        note("next", 2);
        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(3))).hasMessage("no");
        time.advance(Duration.ZERO);
        assertThat(ran).containsExactly("next at 2");
        assertThat(time.instant()).isEqualTo(start.plusSeconds(3));
    }

    @Test
    void advancesOfSeveralThreadsAddUp() {
        Race.run(8, thread -> {
            for (int i = 0; i < 1000; i++) {
                time.advance(Duration.ofMillis(1));
            }
            return thread;
        });
        assertThat(time.instant()).isEqualTo(start.plusSeconds(8));
    }

    private Runnable note(String what, long seconds) {
        return time.after(
                Duration.ofSeconds(seconds),
                () -> ran.add(
                        what + " at " + Duration.between(start, time.instant()).toSeconds()));
    }
}
