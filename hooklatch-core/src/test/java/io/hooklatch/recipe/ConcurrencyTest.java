package io.hooklatch.recipe;

import static io.hooklatch.recipe.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One verifier serves many threads at once. */
class ConcurrencyTest {
    private static final int THREADS = 32;
    private static final int ROUNDS = 300;

    @Test
    void threadsDoNotMixTheirRequests() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (String provider : Samples.PROVIDERS) {
                Verifier verifier = Samples.verifier(provider);
                CountDownLatch start = new CountDownLatch(THREADS);
                List<Future<Integer>> wrong = new ArrayList<>();
                for (int t = 0; t < THREADS; t++) {
                    Arbitrary any = new Arbitrary(t);
                    wrong.add(threads.submit(() -> {
                        start.countDown();
                        start.await();
                        return wrongVerdicts(provider, verifier, any);
                    }));
                }
                for (Future<Integer> count : wrong) {
                    assertThat(count.get(60, TimeUnit.SECONDS)).isZero();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wrongVerdicts(String provider, Verifier verifier, Arbitrary any) {
        Request good = Samples.signed(provider, any.bytes(50 + any.below(3000)));
        Request changed = good.withBody(any.oneBitOff(good.body()));
        Request unsigned = good.withHeaders(good.headers().without(Samples.signatureHeader(provider)));
        int wrong = 0;
        for (int i = 0; i < ROUNDS; i++) {
            int kind = any.below(3);
            Request request = kind == 0 ? good : kind == 1 ? changed : unsigned;
            if (verifier.verify(request, NOW).accepted() != (kind == 0)) {
                wrong++;
            }
        }
        return wrong;
    }
}
