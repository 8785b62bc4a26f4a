package io.hooklatch.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How long this process has kept processors busy: a figure that hardly depends on what else the machine does. */
public final class ProcessorTime {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ProcessorTime() {}

    /** All threads together since the start, in nanoseconds. */
    public static long nanos() {
        return SYSTEM.getProcessCpuTime();
    }
}
