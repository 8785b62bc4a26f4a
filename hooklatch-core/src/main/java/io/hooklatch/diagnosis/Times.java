package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Confidence;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.recipe.TimestampUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is wrong with a signed time of a request whose signature fits. */
final class Times {
    private static final String RESCUE =
            "What a wrong clock refused passes when it is verified again with a tolerance as large as the clock was wrong.";
    private static final long DAY = 24 * 60 * 60;
    private static final long YEAR = 365 * DAY;
    private static final int LONGEST = 40;

    private Times() {}

    /** The endpoint's options as far as a recipe without a look at the clock knows them. */
    static Map<String, String> options(Search search) {
        Map<String, String> options = new TreeMap<>(search.here.options());
        options.keySet().retainAll(search.proof.optionNames());
        return options;
    }

    static Optional<Diagnosis> explain(String text, Optional<TimestampUnit> unit, long now) {
        Map<String, Instant> readings = readings(text);
        String words = unit.map(known -> words(known, text)).orElse("text");
        Instant read = readings.get(words);
        Instant here = Instant.ofEpochMilli(now);
        if (read == null || off(read, here) > YEAR) {
            for (Map.Entry<String, Instant> other : readings.entrySet()) {
                if (off(other.getValue(), here) <= YEAR) {
                    return Optional.of(Diagnosis.proved(
                            Cause.TIMESTAMP_UNIT,
                            "The signature fits, and its time is near when read as " + other.getKey()
                                    + " rather than as " + words + ".",
                            "Make the sender write " + words + ", or say in the recipe that the unit is another."));
                }
            }
        }
        return read == null ? Optional.empty() : Optional.of(skewed(read, here));
    }

    private static Diagnosis skewed(Instant time, Instant here) {
        long seconds = here.getEpochSecond() - time.getEpochSecond();
        if (seconds < 0) {
            return new Diagnosis(
                    Cause.CLOCK_SKEW,
                    seconds > -DAY ? Confidence.HIGH : Confidence.MEDIUM,
                    "The signature fits, and its time is " + -seconds + " s ahead of the clock here.",
                    "Set this machine's clock by NTP; if it is right, the sender's clock is ahead. " + RESCUE);
        }
        return new Diagnosis(
                Cause.OLD_REQUEST,
                Confidence.MEDIUM,
                "The signature fits and was made " + seconds
                        + " s before the request arrived: it was held up, sent again"
                        + " unchanged or replayed, or the clock here is ahead.",
                "Check this machine's clock first. If every delivery is late by the same time, it is the clock or a queue"
                        + " on the way; a single one is best sent anew from the provider. " + RESCUE);
    }

    private static long off(Instant time, Instant here) {
        return Math.abs(time.getEpochSecond() - here.getEpochSecond());
    }

    private static String words(TimestampUnit unit, String text) {
        return switch (unit) {
            case SECONDS -> "seconds";
            case MILLISECONDS -> "milliseconds";
            case SECONDS_OR_MILLISECONDS -> text.length() < 12 ? "seconds" : "milliseconds";
            case ISO_8601 -> "a date of ISO 8601";
            case HTTP_DATE -> "an HTTP date";
            case TEXT -> "text";
        };
    }

    /** What a text may mean as a time, usual units first. */
    private static Map<String, Instant> readings(String text) {
        Map<String, Instant> readings = new LinkedHashMap<>();
        if (text.matches("[0-9]{1,19}")) {
            String[] names = {"seconds", "milliseconds", "microseconds", "nanoseconds"};
            for (int i = 0; i < names.length; i++) {
                readings.put(names[i], instant(new BigDecimal(text).movePointLeft(3 * i)));
            }
        } else if (text.matches("[0-9]{1,12}\\.[0-9]{1,9}")) {
            readings.put("seconds with a fraction", instant(new BigDecimal(text)));
        } else if (text.length() <= LONGEST) {
            date(text).ifPresent(date -> readings.put("a date of ISO 8601", date));
            httpDate(text).ifPresent(date -> readings.put("an HTTP date", date));
        }
        return readings;
    }

    private static Instant instant(BigDecimal seconds) {
        long whole = seconds.setScale(0, RoundingMode.FLOOR)
                .min(new BigDecimal(10_000 * YEAR))
                .longValue();
        return Instant.ofEpochSecond(whole);
    }

    private static Optional<Instant> date(String text) {
        try {
            boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 7;
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
