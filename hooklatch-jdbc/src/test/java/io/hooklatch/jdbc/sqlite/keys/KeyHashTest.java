package io.hooklatch.jdbc.sqlite.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyHashTest {
    private final KeyHash hash = KeyHash.seeded(42);

    @Test
    void keysThatDifferInOneCharacterOrInTheEndpointHaveDifferentHashes() {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            hashes.add(hash.of("stripe", "evt_" + i));
            hashes.add(hash.of("github", "evt_" + i));
        }
        assertThat(hashes).hasSize(200_000);
    }

    @Test
    void whereTheEndpointEndsAndTheKeyBeginsMatters() {
        assertThat(hash.of("ab", "c")).isNotEqualTo(hash.of("a", "bc"));
        assertThat(hash.of("ab", "")).isNotEqualTo(hash.of("", "ab"));
    }

    @Test
    void halvesOfSurrogatePairsCountAsTheyAre() {
        assertThat(hash.of("e", "\ud800")).isNotEqualTo(hash.of("e", "\udfff")).isNotEqualTo(hash.of("e", "?"));
    }

    @Test
    void aChangeOfOneBitOfTheKeyChangesAboutHalfTheBitsOfTheHash() {
        int changed = 0;
        int rounds = 10_000;
        for (int i = 0; i < rounds; i++) {
            String key = Integer.toString(i);
            String other = (char) (key.charAt(0) ^ 1) + key.substring(1);
            changed += Long.bitCount(hash.of("e", key) ^ hash.of("e", other));
        }
        assertThat((double) changed / rounds).isBetween(31.0, 33.0);
    }

    @Test
    void anotherInboxHashesOtherwise() {
        assertThat(hash.of("stripe", "evt_1")).isNotEqualTo(KeyHash.seeded(43).of("stripe", "evt_1"));
    }
}
