package io.hooklatch.recipe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds a recipe that verifies a signature. Unless the steps say otherwise the signature stands alone in its header, is
 * written in hexadecimal digits and covers the body, the secret is used as its UTF-8 bytes, and there is no timestamp.
 */
public final class SignatureRecipeBuilder extends RecipeBuilder<SignatureRecipeBuilder> {
    private static final long DEFAULT_TOLERANCE = 300;

    private final Algorithm algorithm;
    private List<From> in = List.of();
    private SignatureFormat.Shape shape = SignatureFormat.Shape.VALUE;
    private String separator = ",";
    private String equals = "=";
    private List<String> labels = List.of();
    private String prefix = "";
    private Encoding encoding = Encoding.HEX;
    private boolean repeats;
    private List<Part> signs = List.of(Part.body());
    private KeyRule key = KeyRule.TEXT;
    private Optional<TimestampRule> timestamp = Optional.empty();
    private Optional<Duration> tolerance = Optional.empty();
    private List<From> requires = List.of();

    SignatureRecipeBuilder(Algorithm algorithm) {
        super(algorithm.text());
        this.algorithm = algorithm;
    }

    /** The header that carries the signature. */
    public SignatureRecipeBuilder header(String name) {
        return in(From.header(name));
    }

    /** The places that carry signatures; all that are present count alike. */
    public SignatureRecipeBuilder in(From... places) {
        in = List.of(places);
        return this;
    }

    /** What stands before every signature, such as {@code sha256=}; a value without it is malformed. */
    public SignatureRecipeBuilder prefix(String text) {
        prefix = text;
        return this;
    }

    /** Signatures are hexadecimal digits, in either case. */
    public SignatureRecipeBuilder hex() {
        encoding = Encoding.HEX;
        return this;
    }

    /** Signatures are base64 with padding. */
    public SignatureRecipeBuilder base64() {
        encoding = Encoding.BASE64;
        return this;
    }

    /** Signatures are base64 of the URL alphabet without padding. */
    public SignatureRecipeBuilder base64url() {
        encoding = Encoding.BASE64URL;
        return this;
    }

    /**
     * The value is made of labelled items: {@code pairs(",", "=", "v1")} reads {@code t=1,v1=abc,v1=def}, and
     * {@code pairs(" ", ",", "v1")} reads {@code v1,abc v1,def}. Only items with one of these labels are signatures.
     */
    public SignatureRecipeBuilder pairs(String betweenItems, String betweenLabelAndValue, String... signatureLabels) {
        shape = SignatureFormat.Shape.PAIRS;
        separator = betweenItems;
        equals = betweenLabelAndValue;
        labels = List.of(signatureLabels);
        return this;
    }

    /** The value is a list of signatures of which any may fit. */
    public SignatureRecipeBuilder list(String betweenItems) {
        shape = SignatureFormat.Shape.LIST;
        separator = betweenItems;
        return this;
    }

    /** The header may come several times; without this step a repeated header is malformed. */
    public SignatureRecipeBuilder repeats() {
        repeats = true;
        return this;
    }

    /** The time of sending is a value of its own. Put {@link Part#timestamp} among the signed parts. */
    public SignatureRecipeBuilder timestamp(From from, TimestampUnit unit) {
        timestamp = Optional.of(
                new TimestampRule(TimestampRule.Place.VALUE, "", List.of(from), Cut.NONE, unit, toleranceOf(unit)));
        return this;
    }

    /** The time of sending is an item of {@link #pairs} with this label. */
    public SignatureRecipeBuilder timestampLabel(String label, TimestampUnit unit) {
        timestamp = Optional.of(
                new TimestampRule(TimestampRule.Place.LABEL, label, List.of(), Cut.NONE, unit, toleranceOf(unit)));
        return this;
    }

    /** How far the time of sending may be from the time of receipt, before or after it; 300 s without this step. */
    public SignatureRecipeBuilder tolerance(Duration duration) {
        tolerance = Optional.of(duration);
        return this;
    }

    /** What is signed, one part after the other. */
    public SignatureRecipeBuilder signs(Part... parts) {
        signs = List.of(parts);
        return this;
    }

    /** The secret is the base64 of the key, with or without this prefix, such as {@code whsec_}. */
    public SignatureRecipeBuilder base64Key(String optionalPrefix) {
        key = new KeyRule(KeyEncoding.BASE64, optionalPrefix, KeyRule.MIN_BYTES, KeyRule.MAX_BYTES);
        return this;
    }

    /** The secret is the key in hexadecimal digits. */
    public SignatureRecipeBuilder hexKey() {
        key = new KeyRule(KeyEncoding.HEX, "", KeyRule.MIN_BYTES, KeyRule.MAX_BYTES);
        return this;
    }

    /** An id that every request has; one without it is refused even when its signature fits. */
    public SignatureRecipeBuilder requires(From... ids) {
        requires = List.of(ids);
        return this;
    }

    private static long toleranceOf(TimestampUnit unit) {
        return unit == TimestampUnit.TEXT ? 0 : DEFAULT_TOLERANCE;
    }

    @Override
    SignatureRecipeBuilder self() {
        return this;
    }

    @Override
    Scheme scheme() {
        SignatureFormat format = new SignatureFormat(
                shape, "", separator, equals, labels, "", prefix, encoding, repeats, false, Cut.NONE);
        return SchemeChecks.checked(
                new SignatureScheme(in, false, format, rule(), signs, algorithm, key, requires, Map.of()));
    }

    private Optional<TimestampRule> rule() {
        if (tolerance.isEmpty()) {
            return timestamp;
        }
        long seconds = tolerance.get().toSeconds();
        if (seconds <= 0) {
            throw new IllegalArgumentException("tolerance is " + tolerance.get() + ": give at least one second");
        }
        if (timestamp.isEmpty()) {
            throw new IllegalArgumentException("tolerance is " + tolerance.get()
                    + " and there is no timestamp to apply it to: say where it is with timestamp or timestampLabel");
        }
        if (timestamp.get().unit() == TimestampUnit.TEXT) {
            throw new IllegalArgumentException(
                    "tolerance is " + tolerance.get() + " and the timestamp is text that is not read: name its unit");
        }
        return timestamp.map(
                rule -> new TimestampRule(rule.place(), rule.label(), rule.from(), rule.cut(), rule.unit(), seconds));
    }
}
