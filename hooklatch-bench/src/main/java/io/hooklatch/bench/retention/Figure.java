package io.hooklatch.bench.retention;

import io.hooklatch.bench.Table;

/** What is measured of each way, in the order of the table. Times are in nanoseconds, room in bytes. */
enum Figure {
    RECEIVED("received/s, as fast as it goes", Unit.COUNT),
    COPY("a copy of what is there, one caller, ms", Unit.MILLIS),
    BY_ID("delivery by its id, ms", Unit.MILLIS),
    EVENT("event by its id, ms", Unit.MILLIS),
    BY_NAME("deliveries by the provider's event id, ms", Unit.MILLIS),
    OF_EVENT("deliveries of an event, ms", Unit.MILLIS),
    NEXT("when the next work is due, ms", Unit.MILLIS),
    BEFORE_P50("steady receipts before: p50 ms", Unit.MILLIS),
    BEFORE_P99("p99 ms", Unit.MILLIS),
    BEFORE_MAX("slowest ms", Unit.MILLIS),
    DURING_P50("meanwhile: p50 ms", Unit.MILLIS),
    DURING_P99("p99 ms", Unit.MILLIS),
    DURING_MAX("slowest ms", Unit.MILLIS),
    SLOW("over 100 ms", Unit.COUNT),
    SECONDS("removal, s", Unit.SECONDS),
    REMOVED("removed/s", Unit.COUNT),
    LOCKED("nothing could be done for, ms", Unit.MILLIS),
    HIDDEN("what stays was not seen for, ms", Unit.MILLIS),
    TRIES("tries to get the locks", Unit.COUNT),
    BYTES("on disk before, MiB", Unit.MEBIBYTES),
    BYTES_AFTER("after it, MiB", Unit.MEBIBYTES),
    VACUUM("vacuum, s", Unit.SECONDS),
    BYTES_AGAIN("when as many came again, MiB", Unit.MEBIBYTES);

    private final String words;
    private final Unit unit;

    private enum Unit {
        COUNT,
        MILLIS,
        SECONDS,
        MEBIBYTES
    }

    Figure(String words, Unit unit) {
        this.words = words;
        this.unit = unit;
    }

    String words() {
        return words;
    }

    String text(double value) {
        return switch (unit) {
            case COUNT -> Table.whole(value);
            case MILLIS -> Table.millis(value);
            case SECONDS -> Table.two(value);
            case MEBIBYTES -> Table.mebibytes(value);
        };
    }
}
