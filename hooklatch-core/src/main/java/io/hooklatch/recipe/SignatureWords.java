package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A signature scheme in words. */
final class SignatureWords {
    private static final String TIME = "TIME";
    private static final String SIGNATURE = "SIGNATURE";

    private SignatureWords() {}

    static Description.OfScheme of(SignatureScheme scheme) {
        return new Description.OfScheme(
                algorithm(scheme.algorithm()) + " of " + signed(scheme.signs()) + ", in "
                        + encoding(scheme.format().encoding()),
                places(scheme),
                key(scheme),
                freshness(scheme));
    }

    private static String signed(List<Part> parts) {
        return parts.stream()
                .map(part -> part.kind() == Part.Kind.TEXT ? JsonText.of(part.word(0)) : part.toString())
                .collect(Collectors.joining(" + "));
    }

    private static String algorithm(Algorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> "Ed25519 signature";
            case ECDSA_SHA256 -> "ECDSA signature with SHA-256";
            case RSA_SHA1, RSA_SHA256, RSA_SHA512 -> "RSA signature with " + hash(algorithm);
            case RSA_PSS_SHA512 -> "RSA-PSS signature with SHA-512";
            default ->
                algorithm.family() == Algorithm.Family.HMAC
                        ? algorithm.text().toUpperCase(Locale.ROOT)
                        : hash(algorithm) + " digest";
        };
    }

    private static String hash(Algorithm algorithm) {
        String text = algorithm.text().substring(algorithm.text().indexOf('-') + 1);
        return text.toUpperCase(Locale.ROOT).replace("SHA", "SHA-");
    }

    private static String encoding(Encoding encoding) {
        return switch (encoding) {
            case HEX -> "hexadecimal digits";
            case HEX_UPPER -> "upper-case hexadecimal digits";
            case BASE64, BASE64_ANY_PADDING -> "base64";
            case BASE64URL, BASE64URL_ANY_PADDING -> "base64url";
            case BASE64_PERCENT -> "percent-encoded base64";
            case BASE64_OF_HEX -> "base64 of hexadecimal digits";
        };
    }

    private static List<String> places(SignatureScheme scheme) {
        List<String> places = new ArrayList<>();
        String text = text(scheme);
        for (From from : scheme.in()) {
            places.add(from.describe() + (text.equals(SIGNATURE) ? "" : ": " + text));
        }
        if (scheme.headerOption()) {
            places.add("the header that the option header names");
        }
        scheme.timestamp()
                .filter(rule -> rule.place() == TimestampRule.Place.VALUE)
                .ifPresent(rule -> places.add(From.describe(rule.from()) + ": " + TIME));
        return places;
    }

    /** What the place of a signature holds. */
    private static String text(SignatureScheme scheme) {
        SignatureFormat format = scheme.format();
        String item = format.prefix() + SIGNATURE;
        String items = switch (format.shape()) {
            case VALUE -> item;
            case LIST -> item + format.separator() + item;
            case PAIRS ->
                format.labels().stream()
                        .map(label -> label + format.equals() + item)
                        .collect(Collectors.joining(format.separator()));
        };
        return scheme.timestamp()
                .map(rule -> switch (rule.place()) {
                    case VALUE -> items;
                    case LABEL -> rule.label() + format.equals() + TIME + format.separator() + items;
                    case FIRST -> TIME + format.separator() + item;
                })
                .orElse(items);
    }

    private static String key(SignatureScheme scheme) {
        KeyRule rule = scheme.key();
        boolean isPublic = scheme.algorithm().family() == Algorithm.Family.PUBLIC_KEY;
        String after = rule.prefix().isEmpty() ? "" : " after " + rule.prefix();
        String form = switch (rule.encoding()) {
            case UTF_8 -> "the text itself";
            case NFKD -> "the text in Unicode's form NFKD";
            case SHA1 -> "the SHA-1 digest of the text";
            case BASE64 -> "base64" + after;
            case BASE64URL -> "base64url" + after;
            case HEX -> "hexadecimal digits" + after;
            case PEM -> "PEM";
            case JWKS -> "JSON Web Key Set or PEM";
        };
        return isPublic ? "public key, " + form : form;
    }

    private static String freshness(SignatureScheme scheme) {
        return scheme.timestamp()
                .map(rule -> {
                    if (rule.unit() == TimestampUnit.TEXT) {
                        return "";
                    }
                    return rule.toleranceSeconds() == 0
                            ? "any age, unless the option tolerance_s bounds it"
                            : "at most " + rule.toleranceSeconds() + " s off";
                })
                .orElse("");
    }
}
