package io.hooklatch.recipe;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.util.List;

/** Signs the elements of an array one by one, within the body that holds them. */
final class EachSigner implements Signer {
    private final Recipe recipe;
    private final String array;
    private final Signer element;

    EachSigner(Recipe recipe, String array, Signer element) {
        this.recipe = recipe;
        this.array = array;
        this.element = element;
    }

    @Override
    public Request sign(Request unsigned, Names names, long nowMillis) {
        byte[] body = unsigned.body();
        List<JsonRange> elements = JsonRange.elements(body, array, EachVerifier.MOST)
                .filter(found -> !found.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the request cannot be signed for " + recipe.name() + ": there is no element in "
                                + (array.isEmpty() ? "" : "json " + array + " of ") + "its body; add one"));
        Request signed = unsigned;
        // From the last one, so that the places of those before it stay right.
        for (int i = elements.size() - 1; i >= 0; i--) {
            JsonRange range = elements.get(i);
            Request one = element.sign(signed.withBody(range.in(body)), names, nowMillis);
            body = JsonEdit.replaced(body, range, one.body());
            signed = one.withBody(body);
        }
        return signed;
    }
}
