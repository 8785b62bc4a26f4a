package io.hooklatch.gateway.admin.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.Cursor;
import io.hooklatch.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardTest {
    private static final int MOST = 10;

    private final TreeSet<Long> rows = new TreeSet<>();
    private int reads;

    @Test
    void rowsComeOldestFirstAndOnce() {
        rows.addAll(List.of(3L, 5L, 9L));
        Forward<Long> forward = forward(3);

        assertThat(forward.next(9)).containsExactly(5L, 9L);
        assertThat(forward.next(9)).isEmpty();
        rows.add(12L);
        assertThat(forward.next(12)).containsExactly(12L);
        assertThat(forward.position()).isEqualTo(12);
    }

    @Test
    void nothingBehindTheTipIsReadYet() {
        rows.addAll(List.of(3L, 5L));
        Forward<Long> forward = forward(0);

        assertThat(forward.next(4)).containsExactly(3L);
        assertThat(forward.next(5)).containsExactly(5L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void howeverRowsLieAllComeInOrderWhileOthersArrive(long seed) {
        Random random = new Random(seed);
        long id = 0;
        for (int i = 0; i < 2000; i++) {
            id += random.nextInt(10) == 0 ? 1L << random.nextInt(40) : 1;
            rows.add(id);
        }
        Forward<Long> forward = forward(0);
        List<Long> seen = new ArrayList<>();
        for (List<Long> next = forward.next(rows.last()); !next.isEmpty(); next = forward.next(rows.last())) {
            assertThat(next).hasSizeLessThan(MOST);
            seen.addAll(next);
            if (rows.size() < 3000) {
                id += 1 + random.nextInt(100);
                rows.add(id);
            }
        }

        assertThat(seen).containsExactlyElementsOf(rows);
    }

    @Test
    void aLongAbsenceCostsFewReadsARow() {
        for (long i = 0; i < 10_000; i++) {
            rows.add(1 + i * (1L << 22));
        }
        Forward<Long> forward = forward(0);
        int seen = 0;
        for (List<Long> next = forward.next(rows.last()); !next.isEmpty(); next = forward.next(rows.last())) {
            seen += next.size();
        }

        assertThat(seen).isEqualTo(10_000);
        assertThat(reads).isLessThan(10_000);
    }

    private Forward<Long> forward(long after) {
        return new Forward<>(this::read, MOST, after);
    }

    private Page<Long> read(Cursor part, int limit) {
        reads++;
        List<Long> items = rows.headSet(part.before(), false).tailSet(part.after(), false).descendingSet().stream()
                .limit(limit)
                .toList();
        return new Page<>(items, Optional.empty());
    }
}
