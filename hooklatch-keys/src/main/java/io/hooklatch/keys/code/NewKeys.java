package io.hooklatch.keys.code;

import io.hooklatch.keys.make.NewPair;
import io.hooklatch.recipe.KeyPairText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** Makes keys for a recipe, and of the public ones what an endpoint states instead of having them fetched. */
final class NewKeys {
    private static final int ID_BYTES = 4;

    private NewKeys() {}

    /**
     * @param type as for {@link NewPair#of}
     */
    static KeyPairText of(KeysRule rule, String type, SecureRandom random) {
        return switch (rule.kind()) {
            case SECRETS -> {
                NewPair pair = NewPair.of(type, random);
                yield new KeyPairText(pair.publicPem(), pair.privatePem(), Map.of());
            }
            case JWKS, BY_ID -> {
                NewPair pair = NewPair.of(type, random);
                byte[] bytes = new byte[ID_BYTES];
                random.nextBytes(bytes);
                String id = "hooklatch-" + HexFormat.of().formatHex(bytes);
                yield new KeyPairText(
                        "", pair.privateJwk(id), Map.of("public_keys", json(Map.of(id, pair.publicPem()))));
            }
            case PEM -> {
                NewPair pair = NewPair.of(type, random);
                String path = URI.create(rule.urls().get(0)).getPath();
                yield new KeyPairText(
                        "", pair.privateJwk(path), Map.of("public_keys", json(Map.of(path, pair.publicPem()))));
            }
            case CERTIFICATE -> {
                String name = rule.names().isEmpty()
                        ? "Hooklatch test"
                        : simplest(rule.names().get(0));
                NewPair pair = NewPair.certified(type, name, rule.marks(), random);
                String certificates = json(Map.of(rule.urls().get(0), pair.chainPem()));
                yield new KeyPairText(
                        "",
                        pair.privatePem(),
                        rule.chain()
                                ? Map.of("certificates", certificates, "certificate_roots", pair.rootPem())
                                : Map.of("certificates", certificates));
            }
            case X5C -> {
                NewPair pair = NewPair.certified(type, "Hooklatch test", rule.marks(), random);
                yield new KeyPairText("", pair.privatePem(), Map.of("certificate_roots", pair.rootPem()));
            }
        };
    }

    /** A name that fits a pattern of dots and of parts that may be missing. */
    private static String simplest(String pattern) {
        return pattern.replaceAll("\\([^()]*\\)\\?", "").replace("\\.", ".");
    }

    private static String json(Map<String, ?> object) {
        return new String(Json.write(object), StandardCharsets.UTF_8);
    }
}
