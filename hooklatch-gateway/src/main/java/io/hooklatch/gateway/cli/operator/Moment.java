package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.render.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment as it is typed: {@code 2026-03-01T12:00:00Z}, {@code 2026-03-01} at 0:00 UTC, or {@code 2h} ago. */
final class Moment {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})(s|m|h|d)");

    private Moment() {}

    /**
     * The moment as the admin API writes it.
     *
     * @throws IllegalArgumentException when the text is none, with the forms there are
     */
    static String read(String text, InstantSource clock) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long count = Long.parseLong(ago.group(1));
            Duration span = switch (ago.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
            return Json.time(clock.instant().minus(span).toEpochMilli());
        }
        try {
            Instant moment = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return Json.time(moment.toEpochMilli());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no time: write 2026-03-01T12:00:00Z, 2026-03-01, or 2h for two hours ago"
                            + " (s, m, h, d)",
                    e);
        }
    }
}
