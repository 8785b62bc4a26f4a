package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * The file {@code <database>.key}: 32 random bytes under which credential headers are digested, kept apart from the rows
 * so that a copy of the database alone gives nobody a way to test guesses. Only its owner may read it.
 */
final class KeyFile {
    static final int LENGTH = 32;

    private KeyFile() {}

    static Path of(Path database) {
        return Path.of(database + ".key");
    }

    /**
     * The key of this database.
     *
     * @param mayCreate whether a missing key is made, as for an empty inbox
     * @throws StoreOpenException when it is missing from an inbox in use, or is not a key
     */
    static byte[] read(Path database, boolean mayCreate) {
        Path file = of(database);
        try {
            if (Files.notExists(file)) {
                if (!mayCreate) {
                    throw new StoreOpenException(
                            file + ": the key file of this inbox is missing. Put it back from where the database came"
                                    + " from; without it no stored credential digest can be checked again");
                }
                create(file);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != LENGTH) {
                throw new StoreOpenException(file + ": the key file holds " + key.length + " bytes in place of "
                        + LENGTH + ". Put back the one that belongs to this inbox");
            }
            return key;
        } catch (IOException e) {
            throw new StoreOpenException(
                    file + ": the key file cannot be read or made (" + e
                            + "). Let this process read it and write to its directory",
                    e);
        }
    }

    /** Whether these are files with the same key. */
    static boolean same(Path one, Path other) {
        try {
            return MessageDigest.isEqual(Files.readAllBytes(one), Files.readAllBytes(other));
        } catch (IOException e) {
            throw new StoreOpenException(
                    one + ": it cannot be compared with " + other + " (" + e + "). Let this process read both", e);
        }
    }

    /** Under its name the file is there as a whole or not at all, whenever the process dies. */
    private static void create(Path file) throws IOException {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        Path draft = Path.of(file + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, OwnerOnly.attributes(draft));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(key));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        Path directory = file.getParent();
        if (directory != null) {
            syncDirectory(directory);
        }
    }

    static void syncDirectory(Path directory) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
