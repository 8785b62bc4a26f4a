package io.hooklatch.recipe;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Runs what reads the input of strangers, and sees that it allocates in proportion to that input. */
final class Bounded {
    /** For what is made once for each request, whatever it holds. */
    private static final long BYTES = 256 * 1024;

    /** The fuzzer's hooks allocate on the same thread, for every comparison of texts. */
    private static final long BYTES_PER_BYTE = Boolean.getBoolean("jazzer.hooks") ? 4096 : 256;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Bounded() {}

    /**
     * The action's result.
     *
     * @param input the size of what it reads
     * @throws AssertionError when it allocates more than its input explains
     */
    static <T> T run(int input, Supplier<T> action) {
        long most = BYTES + BYTES_PER_BYTE * input;
        long used = THREADS.getCurrentThreadAllocatedBytes();
        T result = action.get();
        used = THREADS.getCurrentThreadAllocatedBytes() - used;
        if (used > most) {
            // Once more, since the first time may have loaded classes.
            used = THREADS.getCurrentThreadAllocatedBytes();
            result = action.get();
            used = THREADS.getCurrentThreadAllocatedBytes() - used;
        }
        if (used > most) {
            throw new AssertionError(used + " bytes were allocated for an input of " + input + ", more than " + most);
        }
        return result;
    }
}
