package io.hooklatch.store;

import java.util.Comparator;

/**
 * A number by which versions are compared, to nine decimals.
 *
 * @param whole the greatest integer that is not above it
 * @param nanos the rest, in billionths: 0 to 999,999,999
 */
public record Version(long whole, int nanos) implements Comparable<Version> {
    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::whole).thenComparingInt(Version::nanos);

    public Version {
        if (nanos < 0 || nanos > 999_999_999) {
            throw new IllegalArgumentException("nanos " + nanos + ": 0 to 999,999,999 are possible");
        }
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }
}
