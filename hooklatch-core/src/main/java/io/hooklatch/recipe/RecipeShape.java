package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a recipe looks at, for those who compare recipes or explain them.
 *
 * @param proofHeaders the headers, in lower case, with signatures or tokens, before the option {@code header} is applied
 * @param otherHeaders the other headers it reads, in lower case: time, ids, type, signed values
 * @param coded whether it is code rather than data, of which nothing more is known, and which may ask other servers
 * @param token whether it compares a shared token
 * @param signsBody whether the signature covers the body in any form
 * @param signsUrl whether it covers the public URL
 * @param signsPath whether it covers the request's path
 * @param signsMethod whether it covers the method
 * @param decodesKey whether the text of a secret is decoded to get the key
 * @param unit how the signed time is written, if there is one
 */
public record RecipeShape(
        List<String> proofHeaders,
        Set<String> otherHeaders,
        boolean coded,
        boolean token,
        boolean signsBody,
        boolean signsUrl,
        boolean signsPath,
        boolean signsMethod,
        boolean decodesKey,
        Optional<TimestampUnit> unit) {

    public static RecipeShape of(Recipe recipe) {
        List<From> proofs = new ArrayList<>();
        List<From> others = new ArrayList<>();
        Naming naming = recipe.naming();
        others.addAll(naming.deliveryId());
        others.addAll(naming.eventId());
        others.addAll(naming.eventType());
        if (recipe.scheme() instanceof SignatureScheme signature) {
            proofs.addAll(signature.in());
            others.addAll(signature.requires());
            signature.timestamp().ifPresent(rule -> others.addAll(rule.from()));
            signature.parts().forEach(part -> others.addAll(part.places()));
            return shape(signature, headers(proofs), headers(others));
        }
        boolean token = recipe.scheme() instanceof TokenScheme;
        if (recipe.scheme() instanceof TokenScheme scheme) {
            proofs.addAll(scheme.in());
        }
        return new RecipeShape(
                List.copyOf(headers(proofs)),
                headers(others),
                recipe.scheme() instanceof CodedScheme,
                token,
                false,
                false,
                false,
                false,
                false,
                Optional.empty());
    }

    private static RecipeShape shape(SignatureScheme scheme, Set<String> proofs, Set<String> others) {
        others.removeAll(proofs);
        boolean body = scheme.covers(List.of(From.bodyDigest()))
                || scheme.covers(List.of(From.form("any")))
                || scheme.covers(List.of(From.json("/any")));
        return new RecipeShape(
                List.copyOf(proofs),
                others,
                false,
                false,
                body,
                scheme.signsUrl(),
                scheme.parts().stream().anyMatch(part -> part.kind() == Part.Kind.PATH),
                scheme.parts().stream().anyMatch(part -> part.kind() == Part.Kind.METHOD),
                scheme.key().encoding() != KeyEncoding.UTF_8 && scheme.key().encoding() != KeyEncoding.NFKD,
                scheme.timestamp().map(TimestampRule::unit));
    }

    private static Set<String> headers(List<From> places) {
        Set<String> names = new LinkedHashSet<>();
        places.stream().filter(place -> place.kind() == From.Kind.HEADER).forEach(place -> names.add(place.name()));
        return names;
    }

    /** The text of the signed time as it stands in a request; absent where the recipe or the request has none. */
    public static Optional<String> timestamp(Recipe recipe, Request request, Map<String, String> options) {
        if (!(recipe.scheme() instanceof SignatureScheme scheme)) {
            return Optional.empty();
        }
        try {
            Options checked = new Options(recipe.name(), options, scheme.optionNames(), TrustedProxies.none());
            RequestReader reader = new RequestReader(recipe, scheme, checked);
            Scratch scratch = reader.scratch(
                    new Candidates(
                            scheme.format().encoding(), scheme.algorithm().signatureBytes()),
                    List.of());
            scratch.clear();
            boolean whole = reader.readAtAnyTime(request, scratch);
            return whole || scratch.hasTime()
                    ? Optional.of(scratch.timeText.substring(scratch.timeFrom, scratch.timeTo))
                            .filter(text -> !text.isEmpty())
                    : Optional.empty();
        } catch (RuntimeException e) {
            // Options that do not fit, or a request that nobody foresaw: there is no time to speak of.
            return Optional.empty();
        }
    }
}
