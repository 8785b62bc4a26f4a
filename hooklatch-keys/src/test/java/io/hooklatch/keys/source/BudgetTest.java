package io.hooklatch.keys.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long NOW = 1_760_000_000_000L;
    private static final long MINUTE = 60_000;

    private final Budget budget = new Budget();

    /** How many of so many names with this prefix may be fetched. */
    private long allowed(String prefix, int names, long now) {
        return IntStream.range(0, names)
                .filter(i -> budget.meets(prefix + i, now))
                .count();
    }

    @Test
    void namesThatAreMadeUpAnewTakeNothingOfTheReserve() {
        for (int minute = 0; minute < 5; minute++) {
            assertThat(allowed("minute-" + minute + "-", 500, NOW + minute * MINUTE))
                    .isEqualTo(Budget.A_MINUTE);
        }
    }

    @Test
    void aNameThatWasTurnedAwayComesInALaterMinute() {
        allowed("first-", 100, NOW);
        assertThat(budget.meets("rotated", NOW + 1)).isFalse();
        assertThat(budget.meets("rotated", NOW + MINUTE - 1))
                .as("within the same minute")
                .isFalse();
        allowed("second-", 100, NOW + MINUTE);
        assertThat(budget.meets("rotated", NOW + MINUTE + 1)).isTrue();
    }

    @Test
    void itIsRememberedForHours() {
        allowed("first-", 31, NOW);
        assertThat(budget.meets("rotated", NOW)).isFalse();
        for (int minute = 1; minute <= 180; minute++) {
            allowed("minute-" + minute + "-", 100, NOW + minute * MINUTE);
        }
        assertThat(budget.meets("rotated", NOW + 180 * MINUTE)).isTrue();
    }

    @Test
    void fault57_whoRepeatsMadeUpNamesGetsTenFetchesMoreInAMinuteAndOneForEachName() {
        allowed("again-", 30 + 25, NOW);
        long later = NOW + MINUTE;
        allowed("filling-", 30, later);
        assertThat(allowed("again-", 30 + 25, later)).isEqualTo(Budget.IN_RESERVE);
        for (int i = 0; i < 55; i++) {
            budget.isMadeUp("again-" + i);
        }
        allowed("more-", 30, later + MINUTE);
        assertThat(allowed("again-", 30 + 25, later + MINUTE)).isZero();
    }

    @Test
    void renewalsHaveAShareOfTheirOwn() {
        allowed("first-", 100, NOW);
        assertThat(IntStream.range(0, 100).filter(i -> budget.renews(NOW)).count())
                .isEqualTo(Budget.A_MINUTE);
        assertThat(budget.renews(NOW + MINUTE)).isTrue();
    }

    @Test
    void aFloodMakesTheMemoryForgetAndNotGrow() {
        SeenNames seen = new SeenNames();
        for (int round = 0; round < 4; round++) {
            SeenNames more = new SeenNames();
            for (int i = 0; i < 200_000; i++) {
                more.add(round + "-" + i);
            }
            seen.takeOver(more);
        }
        assertThat(seen.has("3-0")).isTrue();
        assertThat(IntStream.range(0, 1000).filter(i -> seen.has("never-" + i)).count())
                .isLessThan(500);
    }
}
