package io.hooklatch.bench;

/** Where a figure was measured. */
final class Machine {
    private Machine() {}

    static String describe() {
        Runtime runtime = Runtime.getRuntime();
        return "JDK " + System.getProperty("java.version") + ", " + runtime.availableProcessors()
                + " processors, heap up to "
                + Table.whole(runtime.maxMemory() / 1048576.0) + " MiB, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version");
    }
}
