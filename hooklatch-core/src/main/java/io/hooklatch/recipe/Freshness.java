package io.hooklatch.recipe;

import io.hooklatch.message.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Decides whether a signed time is near enough to the time of receipt, on both sides of it. */
final class Freshness {
    /** Digits of the largest number that is read: far beyond any date, far from an overflow. */
    private static final int MAX_DIGITS = 15;

    /** Seconds are below it and milliseconds are not. */
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final long UNREADABLE = Long.MIN_VALUE;

    private final TimestampUnit unit;
    private final long toleranceSeconds;

    /**
     * @param toleranceSeconds how far the time may be off; 0 for any distance
     */
    Freshness(TimestampUnit unit, long toleranceSeconds) {
        this.unit = unit;
        this.toleranceSeconds = toleranceSeconds;
    }

    /** Whether the time that was found can be read and is near enough; else the reason is noted. */
    boolean check(Scratch scratch, long nowMillis) {
        if (unit == TimestampUnit.TEXT) {
            return true;
        }
        long time = read(scratch.timeText, scratch.timeFrom, scratch.timeTo);
        if (time == UNREADABLE) {
            return scratch.refuse(Reason.MALFORMED_TIMESTAMP, "malformed timestamp: not " + expected());
        }
        // Whole seconds are compared with whole seconds, as every provider's own library does it.
        boolean seconds = unit == TimestampUnit.SECONDS
                || unit == TimestampUnit.HTTP_DATE
                || (unit == TimestampUnit.SECONDS_OR_MILLISECONDS && time < MILLISECONDS_FROM);
        long ticks = seconds ? 1 : 1000;
        long now = seconds ? Math.floorDiv(nowMillis, 1000L) : nowMillis;
        long off = now - time;
        if (toleranceSeconds == 0 || Math.abs(off) <= toleranceSeconds * ticks) {
            return true;
        }
        long distance = (Math.abs(off) + ticks - 1) / ticks;
        return scratch.refuse(
                Reason.TIMESTAMP_OUTSIDE_TOLERANCE,
                "timestamp outside tolerance: " + distance + (off > 0 ? " s old, " : " s in the future, ")
                        + toleranceSeconds + " s allowed");
    }

    /** A time as this unit writes it. */
    static String write(TimestampUnit unit, long millis) {
        return switch (unit) {
            case SECONDS, SECONDS_OR_MILLISECONDS, TEXT -> Long.toString(Math.floorDiv(millis, 1000L));
            case MILLISECONDS -> Long.toString(millis);
            case ISO_8601 -> Instant.ofEpochMilli(millis).toString();
            case HTTP_DATE -> HTTP_DATE.format(Instant.ofEpochMilli(millis));
        };
    }

    private String expected() {
        return switch (unit) {
            case SECONDS -> "a whole number of seconds";
            case MILLISECONDS -> "a whole number of milliseconds";
            case SECONDS_OR_MILLISECONDS -> "a whole number of seconds or milliseconds";
            case HTTP_DATE -> "a date of HTTP";
            case ISO_8601 -> "a date and time of ISO 8601";
            case TEXT -> "text";
        };
    }

    private long read(String text, int from, int to) {
        return switch (unit) {
            case ISO_8601 -> date(text.substring(from, to));
            case HTTP_DATE -> httpDate(text.substring(from, to));
            default -> digits(text, from, to);
        };
    }

    private static long digits(String text, int from, int to) {
        if (to - from > MAX_DIGITS || to == from) {
            return UNREADABLE;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return UNREADABLE;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static long httpDate(String text) {
        try {
            return Instant.from(HTTP_DATE.parse(text)).getEpochSecond();
        } catch (DateTimeException e) {
            return UNREADABLE;
        }
    }

    private static long date(String text) {
        try {
            boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 7;
            Instant instant = zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            long seconds = instant.getEpochSecond();
            return Math.abs(seconds) < 1_000_000_000_000L ? instant.toEpochMilli() : UNREADABLE;
        } catch (DateTimeParseException e) {
            return UNREADABLE;
        }
    }
}
