package io.hooklatch.recipe;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A signed value: of several places the first that is present. */
final class ValuePiece implements Piece {
    private final List<From> places;
    private final Values values;
    private final Cut cut;
    private final boolean id;
    private final boolean eitherCase;
    private final int slot;

    /**
     * @param id whether it names the delivery or its event, for the words of a refusal
     * @param slot where the scratch keeps it
     */
    ValuePiece(Part part, Values values, boolean id, int slot) {
        this.places = part.places();
        this.values = values;
        this.eitherCase = part.kind() == Part.Kind.EITHER_CASE;
        this.cut = eitherCase ? Cut.NONE : new Cut(part.word(0), part.word(1));
        this.id = id;
        this.slot = slot;
    }

    @Override
    public int variants() {
        return eitherCase ? 2 : 1;
    }

    @Override
    public boolean present(Request request, Scratch scratch) {
        for (int i = 0; i < places.size(); i++) {
            From place = places.get(i);
            boolean found = place.kind() == From.Kind.HEADER
                    ? HeaderLines.next(request.headers(), place.name(), 0) >= 0
                    : filled(scratch.values[values.slot(place)]);
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static boolean filled(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    @Override
    public boolean find(Request request, Scratch scratch) {
        for (int i = 0; i < places.size(); i++) {
            From place = places.get(i);
            if (place.kind() != From.Kind.HEADER) {
                String value = scratch.values[values.slot(place)];
                if (value != null) {
                    return note(place, value, false, scratch);
                }
                continue;
            }
            int line = HeaderLines.next(request.headers(), place.name(), 0);
            if (line >= 0) {
                return header(place, line, request, scratch);
            }
        }
        From first = places.get(0);
        if (first.kind() != From.Kind.HEADER) {
            return scratch.refuse(Reason.MALFORMED_REQUEST, "missing signed value: " + first.describe());
        }
        return id
                ? scratch.refuse(Reason.MISSING_DELIVERY_ID, "missing delivery header: " + first.name())
                : scratch.refuse(Reason.MALFORMED_REQUEST, "missing signed header: " + first.name());
    }

    private boolean header(From place, int line, Request request, Scratch scratch) {
        String name = place.name();
        if (HeaderLines.next(request.headers(), name, line + 1) >= 0) {
            return scratch.refuse(Reason.MALFORMED_REQUEST, "signed header is repeated: " + name);
        }
        String value = request.headers().list().get(line).value();
        if (value.isEmpty() && id) {
            return scratch.refuse(Reason.MISSING_DELIVERY_ID, "missing delivery header: " + name);
        }
        if (!HeaderLines.isBytes(value)) {
            return scratch.refuse(Reason.MALFORMED_REQUEST, "signed header is not made of bytes: " + name);
        }
        return note(place, value, true, scratch);
    }

    private boolean note(From place, String value, boolean bytes, Scratch scratch) {
        String piece = cut.equals(Cut.NONE) ? value : cut.of(value);
        if (piece == null) {
            return scratch.refuse(
                    Reason.MALFORMED_REQUEST, "no " + cut.after() + " in the signed value: " + place.describe());
        }
        scratch.signed(slot, piece, bytes);
        return true;
    }

    @Override
    public void feed(Request request, Scratch scratch, byte[] secret, int variant, ByteSink sink) {
        if (eitherCase && variant == 0) {
            scratch.feedSigned(slot, text -> text.toLowerCase(Locale.ROOT), sink);
        } else {
            scratch.feedSigned(slot, sink);
        }
    }
}
