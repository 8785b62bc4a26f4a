package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.recipe.KeyPairText;
import io.hooklatch.recipe.Recipe;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code send} signs with. */
final class SendSecret {
    private final Recipe recipe;
    private final Map<String, String> environment;

    SendSecret(Recipe recipe, Map<String, String> environment) {
        this.recipe = recipe;
        this.environment = environment;
    }

    /**
     * The given one or that of the environment; a private key, kept or new, whose public side is printed, where the
     * provider signs with one; nothing where nothing is verified.
     *
     * @param directory where a made key pair is kept; absent for a new one each time
     */
    String right(Optional<String> given, Optional<Path> directory, PrintWriter out) throws CommandFailure {
        if (!recipe.verifies()) {
            return "";
        }
        String found = given.orElse(directory.isPresent() ? "" : environment.getOrDefault("HOOKLATCH_SECRET", ""));
        if (!found.isEmpty()) {
            return found;
        }
        Optional<KeptKeys> kept = directory.map(path -> new KeptKeys(path, recipe.name()));
        Optional<String> old = kept.isPresent() ? kept.get().privateKey() : Optional.empty();
        if (old.isPresent()) {
            return old.get();
        }
        KeyPairText keys = recipe.newKeyPair(new SecureRandom())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        kept.isEmpty()
                                ? "--secret is missing: give it, or set HOOKLATCH_SECRET"
                                : "--keys: " + recipe.name()
                                        + " signs with a shared secret: give --secret, or set HOOKLATCH_SECRET"));
        if (kept.isPresent()) {
            kept.get().keep(keys);
        }
        print(keys, out);
        return keys.privateKey();
    }

    private static void print(KeyPairText keys, PrintWriter out) {
        if (keys.options().isEmpty()) {
            out.println("a new key pair; the public key to configure as the endpoint's secret:");
            out.println(keys.publicKey().strip());
            return;
        }
        out.println("a new key pair; the options to configure at the endpoint:");
        new TreeMap<>(keys.options()).forEach((name, value) -> out.println(name + ": " + OneLine.quote(value)));
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
