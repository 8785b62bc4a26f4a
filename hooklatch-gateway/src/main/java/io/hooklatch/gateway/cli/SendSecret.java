package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.recipe.KeyPairText;
import io.hooklatch.recipe.Recipe;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** What {@code send} signs with. */
final class SendSecret {
    private final Recipe recipe;
    private final Map<String, String> environment;

    SendSecret(Recipe recipe, Map<String, String> environment) {
        this.recipe = recipe;
        this.environment = environment;
    }

    /**
     * The given one or that of the environment; a new private key, whose public key is printed, where the provider signs
     * with one; nothing where nothing is verified.
     */
    String right(Optional<String> given, PrintWriter out) throws CommandFailure {
        if (!recipe.verifies()) {
            return "";
        }
        String found = given.orElse(environment.getOrDefault("HOOKLATCH_SECRET", ""));
        if (!found.isEmpty()) {
            return found;
        }
        KeyPairText keys = recipe.newKeyPair(new SecureRandom())
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.USAGE, "--secret is missing: give it, or set HOOKLATCH_SECRET"));
        out.println("a new key pair; the public key to configure as the endpoint's secret:");
        out.println(keys.publicKey().strip());
        return keys.privateKey();
    }

    /** Another secret of the same form. */
    String wrong(String right) {
        return recipe.newKeyPair(new SecureRandom())
                .map(KeyPairText::privateKey)
                .orElseGet(() -> another(right));
    }

    /** One letter or digit in the middle is another one, which base64 and hexadecimal digits bear, too. */
    private static String another(String secret) {
        if (secret.isEmpty()) {
            return secret;
        }
        int at = secret.length() / 2;
        while (at > 0 && !Character.isLetterOrDigit(secret.charAt(at))) {
            at--;
        }
        char other = secret.charAt(at) == '7' ? '3' : '7';
        return secret.substring(0, at) + other + secret.substring(at + 1);
    }
}
