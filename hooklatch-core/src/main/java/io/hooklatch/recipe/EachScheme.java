package io.hooklatch.recipe;

import java.util.List;
import java.util.Set;

/**
 * Every element of an array in the body carries a proof of its own, and all of them must fit.
 *
 * @param array the JSON pointer to the array; the empty one is the body itself
 * @param element how one element is proven, as if it were the body
 */
record EachScheme(String array, Scheme element) implements Scheme {
    EachScheme {
        if (!array.isEmpty()) {
            JsonPaths.segments(array);
        }
        for (From place : places(element)) {
            if (place.kind() != From.Kind.JSON) {
                throw new IllegalArgumentException(
                        "each element of json " + array + " cannot have a proof of its own in " + place
                                + ": name a place in the element, as in json /signature");
            }
        }
    }

    private static List<From> places(Scheme scheme) {
        return scheme instanceof SignatureScheme signature
                ? signature.in()
                : scheme instanceof TokenScheme token ? token.in() : List.of();
    }

    @Override
    public Verifier verifier(Recipe recipe, List<String> secrets, Options options) {
        return new EachVerifier(recipe, array, element.verifier(recipe, secrets, options));
    }

    @Override
    public Signer signer(Recipe recipe, String secret, Options options) {
        return new EachSigner(recipe, array, element.signer(recipe, secret, options));
    }

    @Override
    public Set<String> optionNames() {
        return element.optionNames();
    }

    @Override
    public Set<String> credentialHeaders() {
        return element.credentialHeaders();
    }

    @Override
    public Scheme single() {
        return element;
    }

    @Override
    public KeyRule keyRule() {
        return element.keyRule();
    }

    @Override
    public Description.OfScheme words() {
        Description.OfScheme one = element.words();
        String each = "for each element" + (array.isEmpty() ? "" : " of json " + array) + ": ";
        return new Description.OfScheme(each + one.proof(), one.places(), one.key(), one.freshness());
    }

    @Override
    public Set<Risk> risks() {
        return element.risks();
    }

    @Override
    public boolean covers(List<From> places) {
        return element.covers(places);
    }
}
