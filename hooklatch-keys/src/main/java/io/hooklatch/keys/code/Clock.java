package io.hooklatch.keys.code;

import io.hooklatch.message.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * When a request was sent and how far that may be from its receipt.
 *
 * @param unit how the time is written
 * @param toleranceSeconds the distance on either side; 0 for any
 */
record Clock(Unit unit, long toleranceSeconds) {
    enum Unit {
        S,
        MS,
        ISO_8601;

        static Unit of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Where the time stands, if there is one. */
    static Optional<String> place(Optional<Parameters> given) {
        return given.isEmpty() ? Optional.empty() : Optional.of(given.get().required("in"));
    }

    /** How the time is written; ends the reading of what is given. */
    static Clock parse(Optional<Parameters> given) {
        if (given.isEmpty()) {
            return new Clock(Unit.S, 0);
        }
        Parameters time = given.get();
        Clock clock = new Clock(Unit.of(time.text("unit").orElse("s")), time.whole("tolerance_s", 0));
        time.done();
        return clock;
    }

    void check(String text, long nowMillis) throws Refusal {
        long millis = millis(text);
        // Whole seconds are compared with whole seconds.
        long now = unit == Unit.S ? Math.floorDiv(nowMillis, 1000L) * 1000 : nowMillis;
        long off = now - millis;
        if (toleranceSeconds > 0 && Math.abs(off) > toleranceSeconds * 1000) {
            throw stale(off, toleranceSeconds);
        }
    }

    static Refusal stale(long offMillis, long allowedSeconds) {
        return new Refusal(
                Reason.TIMESTAMP_OUTSIDE_TOLERANCE,
                "timestamp outside tolerance: " + (Math.abs(offMillis) + 999) / 1000
                        + (offMillis > 0 ? " s old, " : " s in the future, ") + allowedSeconds + " s allowed");
    }

    String write(long nowMillis) {
        return switch (unit) {
            case S -> Long.toString(Math.floorDiv(nowMillis, 1000L));
            case MS -> Long.toString(nowMillis);
            case ISO_8601 -> Instant.ofEpochMilli(nowMillis).toString();
        };
    }

    private long millis(String text) throws Refusal {
        try {
            if (unit == Unit.ISO_8601) {
                Instant time = OffsetDateTime.parse(text).toInstant();
                if (Math.abs(time.getEpochSecond()) > 1_000_000_000_000L) {
                    throw malformed();
                }
                return time.toEpochMilli();
            }
            if (!text.matches("[0-9]{1,13}")) {
                throw malformed();
            }
            return Long.parseLong(text) * (unit == Unit.S ? 1000 : 1);
        } catch (DateTimeException e) {
            throw malformed();
        }
    }

    private Refusal malformed() {
        String wanted = switch (unit) {
            case S -> "a whole number of seconds";
            case MS -> "a whole number of milliseconds";
            case ISO_8601 -> "a date and time of ISO 8601";
        };
        return new Refusal(Reason.MALFORMED_TIMESTAMP, "malformed timestamp: not " + wanted);
    }
}
