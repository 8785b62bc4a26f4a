package io.hooklatch.diagnosis;

/**
 * How much one search may do. What a search does is a function of its input and of this, never of the time it takes.
 *
 * @param candidates how many changed requests, secrets and recipes may be tried, at least 1
 * @param bytes how many bytes of bodies may be read, rewritten and hashed for that, at least 1
 */
public record Budget(int candidates, long bytes) {
    /** 4000 candidates and 64 MiB: a few milliseconds for a usual body, a fraction of a second at most. */
    public static final Budget DEFAULT = new Budget(4000, 64L << 20);

    public Budget {
        if (candidates < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "budget of " + candidates + " candidates and " + bytes + " bytes: both must be at least 1");
        }
    }
}
