package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Verifies the elements of an array one by one: the first that does not fit refuses them all. */
final class EachVerifier extends NamingVerifier {
    /** More than any provider puts into a request. */
    static final int MOST = 10_000;

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private final String array;
    private final Verifier element;

    EachVerifier(Recipe recipe, String array, Verifier element) {
        super(recipe, List.of());
        this.array = array;
        this.element = element;
    }

    @Override
    public Verdict verify(Request request, long nowMillis) {
        try {
            Optional<List<JsonRange>> elements = JsonRange.elements(request.body(), array, MOST);
            if (elements.isEmpty()) {
                return Verdict.refused(
                        recipe(), Reason.MALFORMED_REQUEST, "no array of at most " + MOST + " elements: json " + array);
            }
            if (elements.get().isEmpty()) {
                // Nothing proves anything here; said in the words of an element without a proof.
                return element.verify(request.withBody(NOTHING), nowMillis);
            }
            Optional<Verdict> first = Optional.empty();
            for (JsonRange range : elements.get()) {
                Verdict verdict = element.verify(request.withBody(range.in(request.body())), nowMillis);
                if (!verdict.accepted()) {
                    return verdict;
                }
                first = first.or(() -> Optional.of(verdict));
            }
            return first.orElseThrow();
        } catch (RuntimeException e) {
            return SignatureVerifier.failed(recipe(), e);
        }
    }

    /** Of the signed bytes of all elements in their order. */
    @Override
    Optional<DedupeKey> signedDigest(Request request) {
        Optional<List<JsonRange>> elements = JsonRange.elements(request.body(), array, MOST);
        if (elements.isEmpty() || elements.get().isEmpty() || !(element instanceof NamingVerifier one)) {
            return Optional.empty();
        }
        MessageDigest all = Hash.sha256();
        for (JsonRange range : elements.get()) {
            Optional<DedupeKey> key = one.signedDigest(request.withBody(range.in(request.body())));
            if (key.isEmpty()) {
                return Optional.empty();
            }
            all.update(key.get().value().getBytes(StandardCharsets.US_ASCII));
        }
        return Optional.of(new DedupeKey(HexFormat.of().formatHex(all.digest()), "signed bytes"));
    }
}
