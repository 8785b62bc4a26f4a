package io.hooklatch.jdbc.sqlite.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairTableTest {
    @Test
    void everyEventOfAHashIsFoundAlsoAmongOthersThatCollide() {
        PairTable table = new PairTable(100);
        for (long event = 1; event <= 100; event++) {
            table.put(event % 3 == 0 ? -1 : Long.MAX_VALUE, event);
        }
        assertThat(events(table, -1)).hasSize(33).allMatch(event -> event % 3 == 0);
        assertThat(events(table, Long.MAX_VALUE)).hasSize(67).allMatch(event -> event % 3 != 0);
        assertThat(events(table, 7)).isEmpty();
    }

    @Test
    void takingOutInReverseLeavesTheTableAsItWas() {
        PairTable table = new PairTable(200);
        Random random = new Random(5);
        List<long[]> pairs = new ArrayList<>();
        for (long event = 1; event <= 200; event++) {
            pairs.add(new long[] {(long) random.nextInt(20) << 59, event});
        }
        pairs.subList(0, 100).forEach(pair -> table.put(pair[0], pair[1]));
        List<List<Long>> before = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            before.add(events(table, (long) i << 59));
        }
        pairs.subList(100, 200).forEach(pair -> table.put(pair[0], pair[1]));
        for (int i = 199; i >= 100; i--) {
            table.takeOutLast(pairs.get(i)[0], pairs.get(i)[1]);
        }
        assertThat(table.size()).isEqualTo(100);
        for (int i = 0; i < 20; i++) {
            assertThat(events(table, (long) i << 59)).isEqualTo(before.get(i));
        }
    }

    @Test
    void walkingThroughThePlacesMeetsTheHashesNearlyInTheOrderOfSignedNumbers() {
        PairTable table = new PairTable(10_000);
        Random random = new Random(6);
        for (long event = 1; event <= 10_000; event++) {
            table.put(random.nextLong(), event);
        }
        int outOfOrder = 0;
        long last = Long.MIN_VALUE;
        for (int place = 0; place < table.places(); place++) {
            if (table.eventAt(place) != 0) {
                outOfOrder += table.hashAt(place) < last ? 1 : 0;
                last = table.hashAt(place);
            }
        }
        assertThat(outOfOrder).isLessThan(2_000);
    }

    @Test
    void takingOutWhatIsNotThereIsAnError() {
        PairTable table = new PairTable(4);
        table.put(1, 1);
        assertThatThrownBy(() -> table.takeOutLast(1, 2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFullTableRefusesMoreRatherThanSearchForEver() {
        PairTable table = new PairTable(1);
        int room = table.places() - 1;
        for (int i = 1; i <= room; i++) {
            table.put(0, i);
        }
        assertThatThrownBy(() -> table.put(0, 99)).hasMessageContaining("full");
        assertThat(events(table, 5L << 60)).isEmpty();
    }

    private static List<Long> events(PairTable table, long hash) {
        List<Long> events = new ArrayList<>();
        for (int place = table.find(hash, table.first(hash)); place >= 0; place = table.find(hash, table.next(place))) {
            events.add(table.eventAt(place));
        }
        return events;
    }
}
