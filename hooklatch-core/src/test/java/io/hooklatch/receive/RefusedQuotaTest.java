package io.hooklatch.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RefusedQuotaTest {
    private static final long START = 1_767_225_600_000L;

    @Test
    void theBurstIsKeptAndThenWhatTheRateAllows() {
        RefusedQuota.Meter meter = new RefusedQuota(3, 2, 1_000_000, 100).meter(START);
        assertThat(taken(meter, START, 5)).isEqualTo(3);
        assertThat(taken(meter, START + 499, 5)).isZero();
        assertThat(taken(meter, START + 1_000, 5)).isEqualTo(2);
        assertThat(taken(meter, START + 3_600_000, 9)).isEqualTo(3);
    }

    @Test
    void bytesRunOutBeforeReceiptsDoAndComeBackOverADay() {
        RefusedQuota.Meter meter = new RefusedQuota(1_000, 1_000, 250, 100).meter(START);
        assertThat(taken(meter, START, 10)).isEqualTo(2);
        assertThat(meter.take(50, START)).isTrue();
        assertThat(meter.take(0, START)).isTrue();
        assertThat(taken(meter, START + 86_400_000L, 10)).isEqualTo(2);
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        RefusedQuota.Meter meter = new RefusedQuota(1, 1_000, 1_000, 100).meter(START);
        assertThat(taken(meter, START, 1)).isEqualTo(1);
        assertThat(taken(meter, START - 100_000, 1)).isZero();
        assertThat(taken(meter, START, 1)).isZero();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new RefusedQuota(0, 1, 1, 1)).hasMessageContaining("burst must be at least 1");
    }

    private static int taken(RefusedQuota.Meter meter, long now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += meter.take(100, now) ? 1 : 0;
        }
        return taken;
    }
}
