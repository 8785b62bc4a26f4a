package io.hooklatch.operate;

import java.util.List;
import java.util.OptionalLong;

/**
 * What an operation would do if it began now; nothing is changed by asking.
 *
 * @param selected how many items there are
 * @param changes how many of them would be changed, as they stand now
 * @param oldest the time of the oldest item, in milliseconds since the epoch, UTC
 * @param newest the time of the newest item, in milliseconds since the epoch, UTC
 * @param sample the first items, at most {@link #SAMPLE}
 */
public record Preview(long selected, long changes, OptionalLong oldest, OptionalLong newest, List<Item> sample) {
    /** How many items a preview shows. */
    public static final int SAMPLE = 20;

    public Preview {
        sample = List.copyOf(sample);
    }

    /**
     * One item.
     *
     * @param subject its id or name
     * @param changes whether it would be changed
     * @param detail what would become of it, such as {@code REFUSED (SIGNATURE_MISMATCH) -> VERIFIED}
     */
    public record Item(String subject, boolean changes, String detail) {}
}
