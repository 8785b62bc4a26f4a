package io.hooklatch.gateway.config;

import io.hooklatch.gateway.secret.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A credential where it really is: in the environment, in a file of its own or, least well, in the configuration. */
final class SecretText {
    private static final String FILE = "file:";
    /** What every recipe asks for at the least. */
    private static final int SHORTEST = 6;

    private static final int MAX_BYTES = 64 * 1024;

    private SecretText() {}

    /**
     * @param text with its references replaced
     * @param written as it stands in the file
     */
    static Optional<Secret> read(String text, String written, Value value, Reading reading) {
        Optional<String> secret = text.startsWith(FILE)
                ? ofFile(reading.resolve(text.substring(FILE.length())), value)
                : Optional.of(text);
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        if (secret.get().isBlank()) {
            value.wrong("the secret is empty");
            return Optional.empty();
        }
        reading.hide(secret.get(), "(secret)");
        if (Placeholders.contain(secret.get())) {
            value.wrong("the secret is a placeholder of an example: set the real one");
            return Optional.empty();
        }
        int bytes = secret.get().getBytes(StandardCharsets.UTF_8).length;
        if (bytes < SHORTEST) {
            value.wrong("the secret is too short: it has " + bytes + " bytes, and " + SHORTEST
                    + " are needed; was it cut?");
            return Optional.empty();
        }
        if (!text.startsWith(FILE) && !References.in(written)) {
            value.doubtful("the secret stands in this file: better keep it outside, as ${NAME} or file:PATH");
        }
        if (!secret.get().strip().equals(secret.get())) {
            value.doubtful("the secret begins or ends with white space, which counts");
        }
        return secret.map(Secret::of);
    }

    private static Optional<String> ofFile(Path file, Value value) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                value.wrong("file " + file + " is larger than " + MAX_BYTES + " bytes, which is no secret");
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            return Optional.of(withoutLineEnd(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString()));
        } catch (NoSuchFileException e) {
            value.wrong("file " + file + " does not exist");
        } catch (CharacterCodingException e) {
            value.wrong("file " + file + " is not UTF-8 text");
        } catch (IOException e) {
            value.wrong("file " + file + " cannot be read: " + e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    /** Editors and {@code echo} end a file with a line end that is no part of the secret. */
    private static String withoutLineEnd(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
