package io.hooklatch.gateway.demo;

import java.nio.file.Path;

/**
 * What can be asked of the demo.
 *
 * @param directory where the database is made; it must hold none
 * @param volume how many events are sent to see a rate, 1 to 10,000,000
 */
public record DemoSettings(Path directory, int volume) {
    /** The usual volume. */
    public static final int VOLUME = 20_000;

    private static final int MOST = 10_000_000;

    /** @throws IllegalArgumentException when the volume is not within its bounds */
    public DemoSettings {
        if (volume < 1 || volume > MOST) {
            throw new IllegalArgumentException("volume " + volume + ": it must be 1 to " + MOST);
        }
    }

    Path database() {
        return directory.resolve("inbox.db");
    }
}
