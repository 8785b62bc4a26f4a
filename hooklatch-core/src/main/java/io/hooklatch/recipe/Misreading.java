package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * A recipe with one thing in it otherwise, as senders and operators mistake it. It serves to find out why a request was
 * refused, never to accept one.
 *
 * @param kind what is otherwise
 * @param words what it is, such as {@code base64} or {@code prefix sha256=}
 * @param recipe the recipe with that
 */
public record Misreading(Kind kind, String words, Recipe recipe) {
    /** What can be otherwise. */
    public enum Kind {
        /** How the text of a secret becomes the key. */
        KEY,
        /** How the bytes of a signature are written. */
        ENCODING,
        /** What stands before a signature, perhaps with another encoding as well. */
        PREFIX,
        /** What the signature is made with. */
        ALGORITHM
    }

    private static final int LONGEST_KEY = 8192;
    private static final List<KeyEncoding> KEYS =
            List.of(KeyEncoding.UTF_8, KeyEncoding.BASE64, KeyEncoding.BASE64URL, KeyEncoding.HEX);
    private static final List<Encoding> ENCODINGS =
            List.of(Encoding.HEX, Encoding.BASE64_ANY_PADDING, Encoding.BASE64URL_ANY_PADDING, Encoding.BASE64_OF_HEX);
    private static final List<String> PREFIXES = List.of(
            "", "sha256=", "SHA256=", "sha1=", "sha512=", "sha256:", "v0=", "v1=", "v1,", "hmac-sha256=", "HMAC ");
    private static final List<Algorithm> MACS =
            List.of(Algorithm.HMAC_SHA256, Algorithm.HMAC_SHA1, Algorithm.HMAC_SHA512, Algorithm.HMAC_MD5);

    /**
     * The recipe without a look at the clock and without required ids: what is left is whether the signature fits. For a
     * token it is the recipe itself.
     */
    public static Recipe proofOnly(Recipe recipe) {
        if (!(recipe.scheme() instanceof SignatureScheme scheme)) {
            return recipe;
        }
        Optional<TimestampRule> time = scheme.timestamp()
                .map(rule ->
                        new TimestampRule(rule.place(), rule.label(), rule.from(), rule.cut(), TimestampUnit.TEXT, 0));
        return with(
                recipe,
                new SignatureScheme(
                        scheme.in(),
                        scheme.headerOption(),
                        scheme.format(),
                        time,
                        scheme.signs(),
                        scheme.algorithm(),
                        scheme.key(),
                        List.of(),
                        scheme.sends()));
    }

    /** The recipe with its signature or token in this header and nowhere else; absent for what no header can carry. */
    public static Optional<Recipe> inHeader(Recipe recipe, String header) {
        List<From> in = List.of(From.header(header));
        if (recipe.scheme() instanceof TokenScheme token) {
            return Optional.of(with(recipe, new TokenScheme(in, false, token.prefix(), token.basic(), token.key())));
        }
        return recipe.scheme() instanceof SignatureScheme scheme
                ? Optional.of(with(
                        recipe,
                        new SignatureScheme(
                                in,
                                false,
                                scheme.format(),
                                scheme.timestamp(),
                                scheme.signs(),
                                scheme.algorithm(),
                                scheme.key(),
                                scheme.requires(),
                                scheme.sends())))
                : Optional.empty();
    }

    /** Every usual misreading of a recipe, most usual first within its kind; none for recipes without a signature. */
    public static List<Misreading> of(Recipe recipe) {
        List<Misreading> all = new ArrayList<>();
        if (recipe.scheme() instanceof SignatureScheme scheme) {
            if (scheme.algorithm().family() != Algorithm.Family.PUBLIC_KEY) {
                keys(recipe, scheme, all);
            }
            formats(recipe, scheme, all);
            if (scheme.algorithm().family() == Algorithm.Family.HMAC) {
                algorithms(recipe, scheme, all);
            }
        } else if (recipe.scheme() instanceof TokenScheme token && !token.basic()) {
            for (String prefix : List.of("", "Bearer ", "Token ", "Basic ")) {
                if (!prefix.equals(token.prefix())) {
                    TokenScheme other = new TokenScheme(token.in(), token.headerOption(), prefix, false, token.key());
                    all.add(new Misreading(Kind.PREFIX, named(prefix), with(recipe, other)));
                }
            }
        }
        return all;
    }

    private static void keys(Recipe recipe, SignatureScheme scheme, List<Misreading> all) {
        for (KeyEncoding encoding : KEYS) {
            if (encoding != scheme.key().encoding()) {
                // A secret that is used as text is used with its prefix.
                String prefix =
                        encoding == KeyEncoding.UTF_8 ? "" : scheme.key().prefix();
                KeyRule rule = new KeyRule(encoding, prefix, KeyRule.MIN_BYTES, LONGEST_KEY);
                String words = encoding == KeyEncoding.UTF_8 ? "text" : encoding.text();
                all.add(new Misreading(
                        Kind.KEY, words, with(recipe, scheme, scheme.format(), scheme.algorithm(), rule)));
            }
        }
    }

    private static void formats(Recipe recipe, SignatureScheme scheme, List<Misreading> all) {
        List<String> prefixes = new ArrayList<>(List.of(scheme.format().prefix()));
        if (scheme.format().shape() == SignatureFormat.Shape.VALUE) {
            PREFIXES.stream().filter(prefix -> !prefixes.contains(prefix)).forEach(prefixes::add);
        }
        for (String prefix : prefixes) {
            boolean own = prefix.equals(scheme.format().prefix());
            for (Encoding encoding : ENCODINGS) {
                if (!own || !alike(encoding, scheme.format().encoding())) {
                    SignatureFormat format = format(scheme.format(), prefix, encoding);
                    Recipe other = with(recipe, scheme, format, scheme.algorithm(), scheme.key());
                    all.add(new Misreading(
                            own ? Kind.ENCODING : Kind.PREFIX, own ? encoding.text() : named(prefix), other));
                }
            }
        }
    }

    private static void algorithms(Recipe recipe, SignatureScheme scheme, List<Misreading> all) {
        for (Algorithm algorithm : MACS) {
            if (algorithm != scheme.algorithm()) {
                String digest = algorithm.text().substring("hmac-".length());
                String prefix = scheme.format().prefix().replaceFirst("(?i)sha(1|256|512)", digest);
                SignatureFormat format =
                        format(scheme.format(), prefix, scheme.format().encoding());
                all.add(new Misreading(
                        Kind.ALGORITHM, algorithm.text(), with(recipe, scheme, format, algorithm, scheme.key())));
            }
        }
    }

    private static String named(String prefix) {
        return prefix.isEmpty() ? "no prefix" : "prefix " + prefix.strip();
    }

    private static boolean alike(Encoding one, Encoding other) {
        return one == other || family(one).equals(family(other));
    }

    private static String family(Encoding encoding) {
        return switch (encoding) {
            case HEX, HEX_UPPER -> "hex";
            case BASE64, BASE64_ANY_PADDING -> "base64";
            case BASE64URL, BASE64URL_ANY_PADDING -> "base64url";
            case BASE64_PERCENT -> "base64 with escapes";
            case BASE64_OF_HEX -> "base64 of hex";
        };
    }

    private static SignatureFormat format(SignatureFormat format, String prefix, Encoding encoding) {
        return new SignatureFormat(
                format.shape(),
                format.groups(),
                format.separator(),
                format.equals(),
                format.labels(),
                format.labelOption(),
                prefix,
                encoding,
                format.repeats(),
                format.quoted(),
                format.cut());
    }

    private static Recipe with(
            Recipe recipe, SignatureScheme scheme, SignatureFormat format, Algorithm algorithm, KeyRule key) {
        return with(
                recipe,
                new SignatureScheme(
                        scheme.in(),
                        scheme.headerOption(),
                        format,
                        scheme.timestamp(),
                        scheme.signs(),
                        algorithm,
                        key,
                        scheme.requires(),
                        scheme.sends()));
    }

    private static Recipe with(Recipe recipe, Scheme scheme) {
        return new Recipe(
                recipe.name(),
                recipe.edition(),
                scheme,
                recipe.naming(),
                recipe.answering(),
                EnumSet.allOf(Risk.class));
    }
}
