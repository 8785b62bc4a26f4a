package io.hooklatch.recipe;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
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
 */
record SignatureScheme(
        List<From> in,
        boolean headerOption,
        SignatureFormat format,
        Optional<TimestampRule> timestamp,
        List<Part> signs,
        Algorithm algorithm,
        KeyRule key,
        List<From> requires)
        implements Scheme {
    SignatureScheme {
        in = List.copyOf(in);
        signs = List.copyOf(signs);
        requires = List.copyOf(requires);
    }

    @Override
    public Verifier verifier(Recipe recipe, List<String> secrets, Options options) {
        return new SignatureVerifier(recipe, resolved(recipe, options), secrets, options);
    }

    @Override
    public Signer signer(Recipe recipe, String secret, Options options) {
        return new SignatureSigner(recipe, resolved(recipe, options), secret, options);
    }

    private SignatureScheme resolved(Recipe recipe, Options options) {
        SignatureFormat resolved = format.resolved(recipe.name(), options);
        return new SignatureScheme(in, headerOption, resolved, timestamp, signs, algorithm, key, requires);
    }

    @Override
    public Set<String> optionNames() {
        Set<String> names = new LinkedHashSet<>();
        if (timestamp.filter(rule -> rule.unit() != TimestampUnit.TEXT).isPresent()) {
            names.add(Options.TOLERANCE);
        }
        if (signs.contains(Part.url())) {
            names.add(Options.URL);
        }
        if (signs.contains(Part.method())) {
            names.add(Options.METHOD);
        }
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
    public Set<Risk> risks() {
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        if (algorithm.weak()) {
            risks.add(Risk.WEAK_DIGEST);
        }
        if (!coversBody()) {
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
            case JSON, DELIVERY_JSON -> coversBody() || signsFirstOf(List.of(place));
            case FORM, FORM_JSON -> coversBody() || signs.contains(Part.sortedForm()) || signsFirstOf(List.of(place));
            case QUERY -> signs.contains(Part.url()) || signsFirstOf(List.of(place));
            case HEADER -> signsFirstOf(List.of(place));
            case FUNCTION -> false;
        };
    }

    private boolean signsFirstOf(List<From> places) {
        return !places.isEmpty()
                && signs.stream().anyMatch(part -> part.places().equals(places));
    }

    private boolean coversBody() {
        return signs.stream().anyMatch(part -> switch (part.kind()) {
            case BODY, BODY_HASH, SORTED_JSON, SECRET_IN_BODY -> true;
            default -> false;
        });
    }

    private boolean coversTimestamp(TimestampRule rule) {
        if (signs.contains(Part.timestamp())) {
            return true;
        }
        return rule.place() == TimestampRule.Place.VALUE && covers(rule.from());
    }
}
