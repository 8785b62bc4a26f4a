package io.hooklatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void isTheMiddleWhateverTheOrder() {
        assertThat(Median.of(9, 1, 5)).isEqualTo(5);
        assertThat(Median.of(1, 2, 3, 400)).isEqualTo(2.5);
    }
}
