package io.hooklatch.keys.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.keys.fetch.KeyFetchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
    private static final long NOW = 1_760_000_000_000L;
    private static final long SECOND = 1000;
    private static final long HOUR = 3_600_000;

    private final List<CompletableFuture<List<NamedKey>>> fetches = new ArrayList<>();
    private final KeyCache cache = new KeyCache(name -> fetch(), Duration.ofHours(1), Duration.ofDays(1));

    private CompletionStage<List<NamedKey>> fetch() {
        CompletableFuture<List<NamedKey>> fetch = new CompletableFuture<>();
        fetches.add(fetch);
        return fetch;
    }

    private static List<NamedKey> key(String id) {
        return List.of(new NamedKey(id, new SecretKeySpec(new byte[] {1}, "HMAC")));
    }

    private static boolean done(CompletionStage<Void> stage) {
        return stage.toCompletableFuture().isDone();
    }

    private CompletionStage<Void> prepare(long now) {
        return cache.prepare("k", now);
    }

    @Test
    void oneFetchAtATimeServesAllWhoWait() {
        CompletionStage<Void> first = prepare(NOW);
        CompletionStage<Void> second = prepare(NOW);
        assertThat(done(first) || done(second)).isFalse();
        assertThat(cache.find("k", NOW).isUnavailable()).isTrue();
        assertThat(fetches).hasSize(1);
        fetches.get(0).complete(key("a"));
        assertThat(done(first) && done(second)).isTrue();
        assertThat(cache.find("k", NOW).keys()).extracting(NamedKey::id).containsExactly("a");
    }

    @Test
    void keysAreAskedForAgainAfterAnHourAndServeMeanwhile() {
        prepare(NOW);
        fetches.get(0).complete(key("a"));
        assertThat(done(prepare(NOW + HOUR - 1))).isTrue();
        assertThat(fetches).hasSize(1);
        assertThat(done(prepare(NOW + HOUR)))
                .as("nobody waits for what is only renewed")
                .isTrue();
        assertThat(fetches).hasSize(2);
        assertThat(cache.find("k", NOW + HOUR).keys()).hasSize(1);
        fetches.get(1).complete(key("b"));
        assertThat(cache.find("k", NOW + HOUR).keys()).extracting(NamedKey::id).containsExactly("b");
    }

    @Test
    void fault58_oldKeysServeForADayWhileNoNewOnesCanBeHad() {
        prepare(NOW);
        fetches.get(0).complete(key("a"));
        long later = NOW + 23 * HOUR;
        prepare(later);
        fetches.get(1).completeExceptionally(new KeyFetchException(503, "down"));
        assertThat(cache.find("k", later).keys()).hasSize(1);
        long tooLate = NOW + 24 * HOUR;
        assertThat(done(prepare(tooLate)))
                .as("too old to serve, so it is waited for")
                .isFalse();
        assertThat(cache.find("k", tooLate).trouble()).isEqualTo("down");
    }

    @Test
    void fault58_aServerThatIsDownIsNotAskedByEveryRequest() {
        prepare(NOW);
        fetches.get(0).completeExceptionally(new KeyFetchException(0, "keys.example cannot be asked"));
        assertThat(done(prepare(NOW + 14 * SECOND))).isTrue();
        assertThat(fetches).hasSize(1);
        assertThat(cache.find("k", NOW).trouble()).isEqualTo("keys.example cannot be asked");
        prepare(NOW + 15 * SECOND);
        assertThat(fetches).hasSize(2);
    }

    @Test
    void whatCertainlyDoesNotExistIsRememberedForAMinute() {
        prepare(NOW);
        fetches.get(0).completeExceptionally(new KeyFetchException(404, "none"));
        assertThat(cache.find("k", NOW)).isEqualTo(Lookup.of(List.of()));
        prepare(NOW + 59 * SECOND);
        assertThat(fetches).hasSize(1);
        prepare(NOW + 60 * SECOND);
        assertThat(fetches).hasSize(2);
    }

    @Test
    void fault58_anAnswerThatIsNoKeyIsTrouble() {
        prepare(NOW);
        fetches.get(0).completeExceptionally(new IllegalArgumentException("words of the server"));
        assertThat(cache.find("k", NOW).trouble()).isEqualTo("what was fetched is no key: IllegalArgumentException");
    }

    @Test
    void fault57_strangersCannotCauseMoreThanThirtyFetchesAMinute() {
        for (int i = 0; i < 100; i++) {
            cache.prepare("k" + i, NOW + i);
        }
        assertThat(fetches).hasSize(30);
        assertThat(cache.find("k99", NOW).isUnavailable()).isTrue();
        cache.prepare("later", NOW + 60 * SECOND);
        assertThat(fetches).hasSize(31);
    }

    @Test
    void fault57_strangersDoNotPushOutKeysThatAreKnown() {
        prepare(NOW);
        fetches.get(0).complete(key("a"));
        for (int i = 1; i <= 600; i++) {
            cache.prepare("made-up-" + i, NOW + 3 * SECOND * i);
            fetches.get(i).completeExceptionally(new KeyFetchException(404, "none"));
        }
        assertThat(cache.find("k", NOW + 1800 * SECOND).keys()).hasSize(1);
        assertThat(cache.find("made-up-1", NOW).isUnavailable())
                .as("it went instead")
                .isTrue();
    }

    @Test
    void fault57_strangersDoNotKeepKnownKeysFromBeingRenewed() {
        prepare(NOW);
        fetches.get(0).complete(key("a"));
        for (int i = 0; i < 100; i++) {
            cache.prepare("made-up-" + i, NOW + 24 * HOUR);
        }
        assertThat(fetches).hasSize(31);
        assertThat(done(prepare(NOW + 24 * HOUR))).isFalse();
        assertThat(fetches).hasSize(32);
        fetches.get(31).complete(key("b"));
        assertThat(cache.find("k", NOW + 24 * HOUR).keys())
                .extracting(NamedKey::id)
                .containsExactly("b");
    }

    @Test
    void fault57_aNewKeyIsFetchedAmongNamesThatAreMadeUpAnewEachTime() {
        int begun = 0;
        for (int minute = 0; minute < 3; minute++) {
            long now = NOW + SECOND * 60 * minute;
            for (int i = 0; i < 500; i++) {
                cache.prepare("made-up-" + minute + "-" + i, now);
            }
            begun += 30;
            assertThat(fetches).hasSize(minute == 2 ? begun + 1 : begun);
            CompletionStage<Void> rotated = cache.prepare("rotated", now + SECOND);
            if (minute == 0) {
                assertThat(done(rotated)).as("turned away").isTrue();
                assertThat(cache.find("rotated", now).isUnavailable()).isTrue();
            } else if (minute == 1) {
                assertThat(fetches).as("from the reserve").hasSize(begun + 1);
                fetches.get(begun).complete(key("new"));
                assertThat(cache.find("rotated", now).keys()).hasSize(1);
            }
        }
    }

    @Test
    void namesThatWereNotAskedForTheLongestAreForgotten() {
        for (int i = 0; i < 300; i++) {
            cache.prepare("k" + i, NOW + 3 * SECOND * i);
            fetches.get(i).complete(key("a"));
        }
        assertThat(cache.find("k0", NOW).isUnavailable()).isTrue();
        assertThat(cache.find("k299", NOW + 900 * SECOND).keys()).hasSize(1);
    }

    @Test
    void aSetIsFetchedAgainForAKeyThatIsNewButNotMoreThanOnceAMinute() {
        KeySource set = FetchedKeys.set(name -> fetch());
        set.prepare("a", NOW);
        fetches.get(0).complete(key("a"));
        assertThat(done(set.prepare("b", NOW + SECOND))).isTrue();
        assertThat(fetches).hasSize(1);
        CompletionStage<Void> waiting = set.prepare("b", NOW + 60 * SECOND);
        assertThat(fetches).hasSize(2);
        assertThat(done(waiting)).isFalse();
        fetches.get(1).complete(key("b"));
        assertThat(done(waiting)).isTrue();
        assertThat(set.find("b", NOW + 60 * SECOND).keys()).hasSize(1);
    }
}
