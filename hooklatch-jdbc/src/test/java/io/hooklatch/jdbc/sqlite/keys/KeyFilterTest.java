package io.hooklatch.jdbc.sqlite.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
    @Test
    void whatWasAddedIsNeverDeniedAndOfOthersFewAreTakenForIt() {
        int keys = 200_000;
        KeyFilter filter = new KeyFilter(keys);
        Random random = new Random(1);
        for (int i = 0; i < keys; i++) {
            filter.add(random.nextLong());
        }

        Random again = new Random(1);
        for (int i = 0; i < keys; i++) {
            assertThat(filter.mayHold(again.nextLong())).isTrue();
        }
        int taken = 0;
        for (int i = 0; i < keys; i++) {
            taken += filter.mayHold(random.nextLong()) ? 1 : 0;
        }
        assertThat(taken).isLessThan(keys / 40);
        assertThat(filter.outgrown()).isFalse();
    }

    @Test
    void itSaysWhenItHoldsMoreThanItWasMadeFor() {
        KeyFilter filter = new KeyFilter(100);
        for (long i = 0; i <= filter.capacity(); i++) {
            assertThat(filter.outgrown()).isFalse();
            filter.add(i);
        }
        assertThat(filter.outgrown()).isTrue();
    }
}
