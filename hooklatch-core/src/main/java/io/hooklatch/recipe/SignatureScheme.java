package io.hooklatch.recipe;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A signature over parts of the request.
 *
 * @param in where signatures stand; all that are present count alike
 * @param headerOption whether the option {@code header} may name another header than {@code in}
 * @param format the grammar of the text there
 * @param timestamp the time of sending, if the scheme has one
 * @param signs the signed parts in order
 * @param algorithm what makes a signature of them
 * @param key how a secret becomes the key
 * @param requires the ids without which a request is refused
 * @param sends what a signer writes into headers beside or in the place of what follows from the rest: texts with
 *     {@code {signature}}, {@code {time}} and {@code {sha256}}, the digest of the body in base64
 */
record SignatureScheme(
        List<From> in,
        boolean headerOption,
        SignatureFormat format,
        Optional<TimestampRule> timestamp,
        List<Part> signs,
        Algorithm algorithm,
        KeyRule key,
        List<From> requires,
        Map<String, String> sends)
        implements Scheme {
    SignatureScheme {
        in = List.copyOf(in);
        signs = List.copyOf(signs);
        requires = List.copyOf(requires);
        sends = Map.copyOf(sends);
    }

    @Override
    public Verifier verifier(Recipe recipe, List<String> secrets, Options options) {
        return new SignatureVerifier(recipe, resolved(recipe, options), secrets, options);
    }

    @Override
    public Signer signer(Recipe recipe, String secret, Options options) {
        return new SignatureSigner(recipe, resolved(recipe, options), secret, options);
    }

    @Override
    public Optional<KeyPairText> newKeyPair(SecureRandom random) {
        return algorithm.family() == Algorithm.Family.PUBLIC_KEY
                ? Optional.of(KeyPairText.generate(algorithm, key, random))
                : Optional.empty();
    }

    private SignatureScheme resolved(Recipe recipe, Options options) {
        SignatureFormat resolved = format.resolved(recipe.name(), options);
        return new SignatureScheme(in, headerOption, resolved, timestamp, signs, algorithm, key, requires, sends);
    }

    @Override
    public Set<String> optionNames() {
        Set<String> names = new LinkedHashSet<>();
        if (timestamp.filter(rule -> rule.unit() != TimestampUnit.TEXT).isPresent()) {
            names.add(Options.TOLERANCE);
        }
        if (signsUrl()) {
            names.add(Options.URL);
        }
        if (parts().anyMatch(part -> part.kind() == Part.Kind.METHOD)) {
            names.add(Options.METHOD);
        }
        parts().filter(part -> part.kind() == Part.Kind.OPTION).forEach(part -> names.add(part.word(0)));
        if (headerOption) {
            names.add(Options.HEADER);
        }
        if (!format.labelOption().isEmpty()) {
            names.add(format.labelOption());
        }
        return names;
    }

    @Override
    public Set<String> credentialHeaders() {
        return Set.of();
    }

    @Override
    public KeyRule keyRule() {
        return key;
    }

    @Override
    public Description.OfScheme words() {
        return SignatureWords.of(this);
    }

    @Override
    public Set<Risk> risks() {
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        if (algorithm.weak()) {
            risks.add(Risk.WEAK_DIGEST);
        }
        if (!coversBody() && !coversForm() && !coversJson()) {
            risks.add(Risk.BODY_NOT_SIGNED);
        }
        timestamp.ifPresent(rule -> {
            if (!coversTimestamp(rule)) {
                risks.add(Risk.TIMESTAMP_NOT_SIGNED);
            }
            if (rule.toleranceSeconds() > 24 * 60 * 60) {
                risks.add(Risk.LONG_TOLERANCE);
            }
        });
        return risks;
    }

    @Override
    public boolean covers(List<From> places) {
        return signsFirstOf(places) || places.stream().allMatch(this::coversOne);
    }

    private boolean coversOne(From place) {
        return switch (place.kind()) {
            case BODY_DIGEST, DELIVERY_DIGEST -> coversBody();
            case JSON, DELIVERY_JSON -> coversBody() || coversJson() || signsFirstOf(List.of(place));
            case FORM, FORM_JSON -> coversBody() || coversForm() || signsFirstOf(List.of(place));
            case QUERY -> coversQuery() || signsFirstOf(List.of(place));
            case HEADER -> signsFirstOf(List.of(place)) || coversHeader(place);
            case FUNCTION -> false;
        };
    }

    /** The parts and all within them. */
    Stream<Part> parts() {
        return signs.stream().flatMap(Part::flat);
    }

    /** Whether anything of the public URL is signed. */
    boolean signsUrl() {
        return parts().anyMatch(part -> switch (part.kind()) {
            case URL, SORTED_QUERY, FORM_OR_DIGEST -> true;
            default -> false;
        });
    }

    /** The labels that parts name, in their order. */
    List<String> labels() {
        return parts().filter(part -> part.kind() == Part.Kind.LABEL)
                .map(part -> part.word(0))
                .distinct()
                .toList();
    }

    /** Whether exactly these places are signed whole. */
    private boolean signsFirstOf(List<From> places) {
        return !places.isEmpty() && parts().anyMatch(part -> part.places().equals(places) && whole(part));
    }

    private static boolean whole(Part part) {
        return switch (part.kind()) {
            case VALUE -> part.word(0).isEmpty();
            case RAW_JSON, PHP_JSON -> true;
            default -> false;
        };
    }

    private boolean coversHeader(From place) {
        return parts().anyMatch(part ->
                part.kind() == Part.Kind.NAMED_HEADERS && part.places().contains(place));
    }

    private boolean coversQuery() {
        return parts().anyMatch(part -> part.kind() == Part.Kind.SORTED_QUERY
                || (part.kind() == Part.Kind.URL && part.form().holdsQuery()));
    }

    /** Whether the body's fields are signed, whatever its bytes are. */
    private boolean coversForm() {
        return parts().anyMatch(
                        part -> part.kind() == Part.Kind.SORTED_FORM || part.kind() == Part.Kind.FORM_OR_DIGEST);
    }

    /** Whether every byte of the body is signed. */
    private boolean coversBody() {
        return parts().anyMatch(part -> switch (part.kind()) {
            case BODY, BODY_HASH, BODY_AS_JSON_STRING, SECRET_IN_BODY -> true;
            default -> false;
        });
    }

    /** Whether the values of a JSON body are signed, whatever its bytes are. */
    private boolean coversJson() {
        return parts().anyMatch(
                        part -> part.kind() == Part.Kind.CANONICAL_JSON || part.kind() == Part.Kind.SORTED_JSON);
    }

    private boolean coversTimestamp(TimestampRule rule) {
        if (parts().anyMatch(part -> part.kind() == Part.Kind.TIMESTAMP)) {
            return true;
        }
        return rule.place() == TimestampRule.Place.VALUE
                && (covers(rule.from())
                        || parts().anyMatch(part -> part.kind() == Part.Kind.VALUE
                                && part.word(1).isEmpty()
                                && part.places().equals(rule.from())));
    }
}
