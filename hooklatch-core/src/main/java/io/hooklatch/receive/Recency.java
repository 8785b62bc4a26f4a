package io.hooklatch.receive;

import io.hooklatch.recipe.From;
import io.hooklatch.store.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an event says how new what it tells of is, and in which way. Immutable and thread-safe.
 *
 * <p>What cannot be read says nothing: the event is then handled whatever was handled before.
 */
public final class Recency {
    private static final int LONGEST = 64;
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,19}(\\.[0-9]{1,40})?([eE][-+]?[0-9]{1,2})?");

    /** So many seconds since the epoch are far in the future, and so few milliseconds in the past. */
    private static final BigDecimal MOST_SECONDS = new BigDecimal("1E11");

    private final From place;
    private final boolean time;

    private Recency(From place, boolean time) {
        this.place = place;
        this.time = time;
    }

    /**
     * A version: a number that grows with every change, as JSON writes it or as text. From -2^63 to 2^63 - 1, with
     * decimals, of which the first nine count.
     */
    public static Recency version(From place) {
        return new Recency(place, false);
    }

    /**
     * A time: ISO 8601, in UTC where it names no offset, or a number since the epoch, which is taken for seconds up to
     * 10^11, for milliseconds up to 10^14, for microseconds up to 10^17 and for nanoseconds beyond.
     */
    public static Recency time(From place) {
        return new Recency(place, true);
    }

    From place() {
        return place;
    }

    /** The number by which it is compared; absent when it cannot be read. */
    Optional<Version> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            if (NUMBER.matcher(text).matches()) {
                BigDecimal number = new BigDecimal(text);
                return Optional.of(of(time ? seconds(number) : number));
            }
            return time ? Optional.of(of(instant(text))) : Optional.empty();
        } catch (ArithmeticException | DateTimeException e) {
            // Out of range, or no time at all: the contract says that it then says nothing.
            return Optional.empty();
        }
    }

    private static BigDecimal seconds(BigDecimal number) {
        BigDecimal most = MOST_SECONDS;
        for (int decimals = 0; decimals < 9; decimals += 3) {
            if (number.abs().compareTo(most) < 0) {
                return number.movePointLeft(decimals);
            }
            most = most.movePointRight(3);
        }
        return number.movePointLeft(9);
    }

    private static Version of(BigDecimal number) {
        BigDecimal whole = number.setScale(0, RoundingMode.FLOOR);
        BigDecimal rest = number.subtract(whole).movePointRight(9).setScale(0, RoundingMode.FLOOR);
        return new Version(whole.longValueExact(), rest.intValueExact());
    }

    private static Version of(Instant instant) {
        return new Version(instant.getEpochSecond(), instant.getNano());
    }

    private static Instant instant(String text) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        int t = iso.indexOf('T');
        if (t < 0) {
            return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean offset = iso.endsWith("Z") || iso.indexOf('+', t) > 0 || iso.indexOf('-', t) > 0;
        return offset
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    /** This place in words, such as {@code version json /data/version}. */
    @Override
    public String toString() {
        return (time ? "time " : "version ") + place;
    }
}
