package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hooklatch.message.Request;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verification allocates next to nothing, whatever the size of the body. */
class AllocationTest {
    private static final int ROUNDS = 5_000;
    private static final int MOST = 512;

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "github", "knock", "standard-webhooks"})
    void fewBytesForEachAcceptedRequest(String provider) {
        Verifier verifier = Samples.verifier(provider);
        Request request = Samples.signed(provider, new byte[20_000]);
        verify(verifier, request);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        verify(verifier, request);
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS).isLessThan(MOST);
    }

    private static void verify(Verifier verifier, Request request) {
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            accepted += verifier.verify(request, Samples.NOW).accepted() ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(ROUNDS);
    }
}
