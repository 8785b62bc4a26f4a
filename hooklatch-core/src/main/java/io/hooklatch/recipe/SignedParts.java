package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.util.List;

/** The signed parts of a scheme, found in a request and fed to whatever signs or verifies. Immutable. */
final class SignedParts {
    private final List<Piece> pieces;
    private final List<From> ids;
    private final int slots;
    private final int variants;

    /**
     * @param values where the parts that are no headers are read
     * @param labels the labels that parts name, in the order of the scratch
     */
    SignedParts(Recipe recipe, SignatureScheme scheme, Values values, Options options, List<String> labels) {
        Pieces compiler = new Pieces(recipe, values, options, labels);
        this.pieces = compiler.all(scheme.signs());
        this.slots = compiler.slots();
        this.variants = pieces.stream().mapToInt(Piece::variants).reduce(1, (a, b) -> a * b);
        this.ids = scheme.parts().stream()
                .filter(part -> Pieces.isId(recipe, part))
                .map(part -> part.places().get(0))
                .toList();
    }

    /** How many values the scratch has to keep. */
    int slots() {
        return slots;
    }

    /** How many readings of a request may be the signed one; the first is the one that is signed. */
    int variants() {
        return variants;
    }

    /** Finds every signed value; false, with the reason noted, when one is missing or ambiguous. */
    boolean find(Request request, Scratch scratch) {
        for (int i = 0; i < pieces.size(); i++) {
            if (!pieces.get(i).find(request, scratch)) {
                return false;
            }
        }
        return true;
    }

    /** The signed values that are ids of the delivery or the event. */
    List<From> ids() {
        return ids;
    }

    /** Feeds the signed bytes in order, in one of the readings; {@link #find} must have found them. */
    void feed(Request request, Scratch scratch, byte[] secret, int variant, ByteSink sink) {
        int rest = variant;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            int of = piece.variants();
            piece.feed(request, scratch, secret, rest % of, sink);
            rest /= of;
        }
    }
}
