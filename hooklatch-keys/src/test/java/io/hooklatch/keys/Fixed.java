package io.hooklatch.keys;

import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.FixtureRunner;
import io.hooklatch.recipe.ProviderFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests of the catalogue's fixtures, and key pairs. */
final class Fixed {
    private Fixed() {}

    static Fixture fixture(String provider, String name) {
        Fixture found = new FixtureRunner(ProviderFiles.in(Path.of("..", "providers")))
                .fixtures(provider)
                .get(name);
        if (found == null) {
            throw new IllegalArgumentException("no fixture " + name + " of " + provider);
        }
        return found;
    }

    static Fixture valid(String provider) {
        return fixture(provider, "valid");
    }

    /** The options of a fixture without this one, which is what would otherwise be fetched. */
    static Map<String, String> without(Fixture fixture, String option) {
        Map<String, String> options = new LinkedHashMap<>(fixture.options());
        options.remove(option);
        return options;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A new pair of keys for an algorithm of a token. */
    static KeyPair pair(String algorithm) {
        try {
            if (algorithm.startsWith("RS")) {
                KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
                rsa.initialize(2048);
                return rsa.generateKeyPair();
            }
            if (algorithm.startsWith("ES")) {
                KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
                ec.initialize(new ECGenParameterSpec(algorithm.equals("ES512") ? "secp521r1" : "secp256r1"));
                return ec.generateKeyPair();
            }
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException | java.security.InvalidAlgorithmParameterException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + " KEY-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + " KEY-----\n";
    }
}
