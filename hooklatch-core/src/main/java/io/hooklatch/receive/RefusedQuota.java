package io.hooklatch.receive;

/**
 * How much of what verification refuses is kept per endpoint, so that an outsider cannot fill the disk. What exceeds it
 * is answered all the same, and counted.
 *
 * @param burst how many refused deliveries may be kept at once after a quiet time, at least 1
 * @param perSecond how many more per second
 * @param bytesPerDay how many body bytes of refused deliveries per day, all of which may come at once
 * @param bodyBytes how much of one refused body is kept
 */
public record RefusedQuota(int burst, int perSecond, long bytesPerDay, int bodyBytes) {
    /** 50,000 at once and 50 per second, 1 GiB of bodies a day, each up to 1 MiB. */
    public static final RefusedQuota DEFAULT = new RefusedQuota(50_000, 50, 1L << 30, 1 << 20);

    public RefusedQuota {
        if (burst < 1 || perSecond < 0 || bytesPerDay < 0 || bodyBytes < 0) {
            throw new IllegalArgumentException("refused quota of burst " + burst + ", " + perSecond + " per second, "
                    + bytesPerDay + " bytes per day, " + bodyBytes
                    + " bytes per body: burst must be at least 1, the others not negative");
        }
    }

    /** A meter that is full at this time. */
    Meter meter(long nowMillis) {
        return new Meter(this, nowMillis);
    }

    /** What is left of the quota. Thread-safe. */
    static final class Meter {
        private static final double DAY_MILLIS = 24 * 60 * 60 * 1000.0;

        private final RefusedQuota quota;
        private double receipts;
        private double bytes;
        private long last;

        private Meter(RefusedQuota quota, long nowMillis) {
            this.quota = quota;
            this.receipts = quota.burst();
            this.bytes = (double) quota.bytesPerDay();
            this.last = nowMillis;
        }

        /** Takes one delivery of this size out of the quota, or nothing and false when there is not enough left. */
        synchronized boolean take(int bodyBytes, long nowMillis) {
            long passed = Math.max(0, nowMillis - last);
            last = Math.max(last, nowMillis);
            receipts = Math.min(quota.burst(), receipts + passed * quota.perSecond() / 1000.0);
            bytes = Math.min((double) quota.bytesPerDay(), bytes + passed * (quota.bytesPerDay() / DAY_MILLIS));
            if (receipts < 1 || bytes < bodyBytes) {
                return false;
            }
            receipts--;
            bytes -= bodyBytes;
            return true;
        }
    }
}
