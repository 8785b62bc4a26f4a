package io.hooklatch.recipe;

import io.hooklatch.message.Reason;
import java.util.List;
import java.util.Optional;

/** Reads signatures, and perhaps the time, out of the texts that carry them. Immutable. */
final class SignatureText {
    private final SignatureFormat format;
    private final String timeLabel;
    private final List<String> otherLabels;
    private final boolean timeFirst;
    private final String unreadable;
    private final String unprefixed;
    private final String unlabelled;

    SignatureText(SignatureFormat format, Optional<TimestampRule> timestamp, List<String> otherLabels, int exactBytes) {
        this.format = format;
        this.otherLabels = otherLabels;
        this.timeLabel = timestamp.map(TimestampRule::label).orElse("");
        this.timeFirst = timestamp
                .filter(rule -> rule.place() == TimestampRule.Place.FIRST)
                .isPresent();
        this.unreadable = "malformed signature: not " + (exactBytes == 0 ? "" : exactBytes + " bytes in ")
                + format.encoding().text();
        this.unprefixed = "malformed signature: does not begin with " + format.prefix();
        this.unlabelled = format.shape() == SignatureFormat.Shape.PAIRS
                ? "malformed signature: no " + String.join(" or ", format.labels())
                : "malformed signature: empty";
    }

    /** As {@link #read}, of the piece that the format cuts out. */
    boolean readCut(String text, Scratch scratch) {
        String piece = format.cut().of(text);
        return piece == null
                ? scratch.refuse(
                        Reason.MALFORMED_SIGNATURE,
                        "malformed signature: no " + format.cut().after())
                : read(piece, scratch);
    }

    /** Adds what one text holds to the candidates; false, with the reason noted, when that refuses the request. */
    boolean read(String text, Scratch scratch) {
        if (format.shape() == SignatureFormat.Shape.VALUE) {
            return signature(text, 0, text.length(), scratch);
        }
        int from = 0;
        scratch.ends.begin();
        while (from <= text.length()) {
            int end = scratch.ends.after(text, from, format);
            int separator = separatorLength(text, end);
            int start = from;
            while (start < end && isSpace(text.charAt(start))) {
                start++;
            }
            from = end + separator;
            while (end > start && isSpace(text.charAt(end - 1))) {
                end--;
            }
            if (start < end && !item(text, start, end, scratch)) {
                return false;
            }
        }
        return true;
    }

    /** False, with the reason noted, when all texts together held nothing that can be a signature. */
    boolean any(Scratch scratch) {
        if (scratch.candidates.count() > 0) {
            return true;
        }
        return scratch.refuse(Reason.MALFORMED_SIGNATURE, scratch.detail().isEmpty() ? unlabelled : scratch.detail());
    }

    /** At least 1, so that the end of the text ends the reading. */
    private int separatorLength(String text, int at) {
        boolean item =
                text.startsWith(format.separator(), at) || format.groups().isEmpty();
        return (item ? format.separator() : format.groups()).length();
    }

    private boolean item(String text, int start, int end, Scratch scratch) {
        if (format.shape() == SignatureFormat.Shape.LIST) {
            boolean isTime = timeFirst && !scratch.hasTime();
            return isTime ? scratch.time(text, start, end) : signature(text, start, end, scratch);
        }
        int equals = start;
        while (equals < end && !text.startsWith(format.equals(), equals)) {
            equals++;
        }
        if (equals >= end) {
            return true;
        }
        int value = equals + format.equals().length();
        int last = end;
        if (format.quoted() && end - value > 1 && text.charAt(value) == '"' && text.charAt(end - 1) == '"') {
            value++;
            last--;
        }
        if (is(timeLabel, text, start, equals)) {
            return time(text, value, last, scratch);
        }
        for (String label : format.labels()) {
            if (is(label, text, start, equals)) {
                return signature(text, value, last, scratch);
            }
        }
        for (int i = 0; i < otherLabels.size(); i++) {
            if (is(otherLabels.get(i), text, start, equals)) {
                return other(i, text.substring(value, last), scratch);
            }
        }
        return true;
    }

    private boolean other(int label, String value, Scratch scratch) {
        if (scratch.labels[label] != null) {
            return scratch.refuse(
                    Reason.MALFORMED_SIGNATURE, "malformed signature: " + otherLabels.get(label) + " is repeated");
        }
        if (!HeaderLines.isBytes(value)) {
            return scratch.refuse(
                    Reason.MALFORMED_SIGNATURE,
                    "malformed signature: " + otherLabels.get(label) + " is not made of bytes");
        }
        scratch.labels[label] = value;
        return true;
    }

    /** Groups repeat their time; everywhere else two times, equal or not, leave open which one is signed. */
    private boolean time(String text, int start, int end, Scratch scratch) {
        if (!scratch.hasTime()) {
            return scratch.time(text, start, end);
        }
        int length = scratch.timeTo - scratch.timeFrom;
        boolean same = length == end - start && text.regionMatches(start, scratch.timeText, scratch.timeFrom, length);
        return (same && !format.groups().isEmpty())
                || scratch.refuse(Reason.MALFORMED_TIMESTAMP, "malformed timestamp: " + timeLabel + " is repeated");
    }

    private boolean signature(String text, int start, int end, Scratch scratch) {
        if (scratch.candidates.full()) {
            return scratch.refuse(Reason.MALFORMED_SIGNATURE, scratch.candidates.tooMany());
        }
        int from = start + format.prefix().length();
        if (from > end || !text.startsWith(format.prefix(), start)) {
            scratch.refuse(Reason.MALFORMED_SIGNATURE, unprefixed);
        } else if (!scratch.candidates.add(text, from, end)) {
            scratch.refuse(Reason.MALFORMED_SIGNATURE, unreadable);
        }
        return true;
    }

    private static boolean is(String label, String text, int start, int end) {
        return label.length() == end - start && !label.isEmpty() && text.startsWith(label, start);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
