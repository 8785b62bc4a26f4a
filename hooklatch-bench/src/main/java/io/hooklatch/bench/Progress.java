package io.hooklatch.bench;

/** What is being measured now, for whoever waits; apart from the results. */
public final class Progress {
    private Progress() {}

    public static void say(String what) {
        System.err.println("  " + what);
    }
}
