package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.recipe.KeyPairText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A made key pair in a directory, so that it can be configured once: {@code PROVIDER.private-key}, which only its owner can
 * read, and beside it {@code PROVIDER.public-key} or a file for each option.
 */
final class KeptKeys {
    private static final String PRIVATE = "private-key";

    private final Path directory;
    private final String provider;

    KeptKeys(Path directory, String provider) {
        this.directory = directory;
        this.provider = provider;
    }

    /** What is kept there since an earlier call. */
    Optional<String> privateKey() throws CommandFailure {
        try {
            return Optional.of(Files.readString(file(PRIVATE)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--keys: " + file(PRIVATE) + " cannot be read", e);
        }
    }

    void keep(KeyPairText keys) throws CommandFailure {
        Map<String, String> open = new TreeMap<>(keys.options());
        if (!keys.publicKey().isEmpty()) {
            open.put("public-key", keys.publicKey());
        }
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, String> one : open.entrySet()) {
                Files.writeString(file(one.getKey()), one.getValue());
            }
            // Last, since its presence says that the others are there.
            Files.createFile(file(PRIVATE), owners());
            Files.writeString(file(PRIVATE), keys.privateKey());
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(ExitCode.USAGE, "--keys: " + e.getFile() + " is there already", e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--keys: nothing can be written to " + directory, e);
        }
    }

    private FileAttribute<?>[] owners() {
        Set<String> views = directory.getFileSystem().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private Path file(String what) {
        return directory.resolve(provider + "." + what);
    }
}
