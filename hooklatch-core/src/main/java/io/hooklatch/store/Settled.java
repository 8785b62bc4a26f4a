package io.hooklatch.store;

/**
 * Up to where lists are settled: nothing with such an id or a smaller one will appear any more.
 *
 * @param rows an id of deliveries and events, one of a row or not
 * @param attempts the same of attempts
 */
public record Settled(long rows, long attempts) {
    /** Everything that can be read. */
    public static final Settled ALL = new Settled(Long.MAX_VALUE, Long.MAX_VALUE);
}
