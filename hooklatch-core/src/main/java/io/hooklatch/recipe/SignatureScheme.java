package io.hooklatch.recipe;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    private static final Set<Part.Kind> OF_BODY =
            EnumSet.of(Part.Kind.BODY, Part.Kind.BODY_HASH, Part.Kind.BODY_AS_JSON_STRING, Part.Kind.SECRET_IN_BODY);
    private static final Set<Part.Kind> OF_FORM = EnumSet.of(Part.Kind.SORTED_FORM, Part.Kind.FORM_OR_DIGEST);
    private static final Set<Part.Kind> OF_JSON = EnumSet.of(Part.Kind.CANONICAL_JSON, Part.Kind.SORTED_JSON);
    private static final Set<Part.Kind> OF_URL =
            EnumSet.of(Part.Kind.URL, Part.Kind.SORTED_QUERY, Part.Kind.FORM_OR_DIGEST);
    private static final Set<Part.Kind> OF_TIME = EnumSet.of(Part.Kind.TIMESTAMP);
    private static final Set<Part.Kind> OF_METHOD = EnumSet.of(Part.Kind.METHOD);

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
        if (signsAny(OF_METHOD)) {
            names.add(Options.METHOD);
        }
        parts().stream().filter(part -> part.kind() == Part.Kind.OPTION).forEach(part -> names.add(part.word(0)));
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
        if (timestamp.isPresent() && !coversTimestamp(timestamp.get())) {
            risks.add(Risk.TIMESTAMP_NOT_SIGNED);
        }
        if (timestamp.isPresent() && timestamp.get().toleranceSeconds() > 24 * 60 * 60) {
            risks.add(Risk.LONG_TOLERANCE);
        }
        return risks;
    }

    @Override
    public boolean covers(List<From> places) {
        if (signsFirstOf(places)) {
            return true;
        }
        for (From place : places) {
            if (!coversOne(place)) {
                return false;
            }
        }
        return true;
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
    List<Part> parts() {
        return Part.flat(signs);
    }

    /** Whether one of these kinds is among the parts or within them. */
    boolean signsAny(Set<Part.Kind> kinds) {
        for (Part part : signs) {
            if (part.isAny(kinds)) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything of the public URL is signed. */
    boolean signsUrl() {
        return signsAny(OF_URL);
    }

    /** The labels that parts name, in their order. */
    List<String> labels() {
        return parts().stream()
                .filter(part -> part.kind() == Part.Kind.LABEL)
                .map(part -> part.word(0))
                .distinct()
                .toList();
    }

    /** Whether exactly these places are signed whole. */
    private boolean signsFirstOf(List<From> places) {
        for (Part part : places.isEmpty() ? List.<Part>of() : parts()) {
            if (part.places().equals(places) && whole(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean whole(Part part) {
        return switch (part.kind()) {
            case VALUE -> part.word(0).isEmpty();
            case RAW_JSON, PHP_JSON -> true;
            default -> false;
        };
    }

    private boolean coversHeader(From place) {
        for (Part part : parts()) {
            if (part.kind() == Part.Kind.NAMED_HEADERS && part.places().contains(place)) {
                return true;
            }
        }
        return false;
    }

    private boolean coversQuery() {
        for (Part part : parts()) {
            boolean url = part.kind() == Part.Kind.URL && part.form().holdsQuery();
            if (url || part.kind() == Part.Kind.SORTED_QUERY) {
                return true;
            }
        }
        return false;
    }

    /** Whether the body's fields are signed, whatever its bytes are. */
    private boolean coversForm() {
        return signsAny(OF_FORM);
    }

    /** Whether every byte of the body is signed. */
    private boolean coversBody() {
        return signsAny(OF_BODY);
    }

    /** Whether the values of a JSON body are signed, whatever its bytes are. */
    private boolean coversJson() {
        return signsAny(OF_JSON);
    }

    private boolean coversTimestamp(TimestampRule rule) {
        if (signsAny(OF_TIME)) {
            return true;
        }
        return rule.place() == TimestampRule.Place.VALUE && (covers(rule.from()) || signsEndOf(rule.from()));
    }

    /** Whether these places are signed from somewhere in them to their end. */
    private boolean signsEndOf(List<From> places) {
        for (Part part : parts()) {
            if (part.kind() == Part.Kind.VALUE
                    && part.word(1).isEmpty()
                    && part.places().equals(places)) {
                return true;
            }
        }
        return false;
    }
}
