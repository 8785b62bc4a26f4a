package io.hooklatch.jdbc.sqlite.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code <database>.ballast}: room that is taken while there is plenty, and given up when the disk is full, since
 * a full disk does not even let rows be removed.
 */
final class Ballast {
    private static final Logger LOG = LoggerFactory.getLogger(Ballast.class);
    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final long bytes;

    /**
     * @param bytes how large; 0 for none
     */
    Ballast(Path database, long bytes) {
        this.file = of(database);
        this.bytes = bytes;
    }

    static Path of(Path database) {
        return Path.of(database + ".ballast");
    }

    boolean missing() {
        return bytes > 0 && Files.notExists(file);
    }

    /** Makes it as large as it is to be. When that fails there is none, which is worth a warning and nothing more. */
    void take() {
        try {
            if (bytes == 0 || (Files.exists(file) && Files.size(file) == bytes)) {
                return;
            }
            Files.deleteIfExists(file);
            write();
        } catch (IOException e) {
            LOG.warn("{}: the ballast file cannot be made: {}", file, e.toString());
            drop();
        }
    }

    private void write() throws IOException {
        Files.createFile(file, OwnerOnly.attributes(file));
        // Not zeros, of which some file systems keep only the number.
        byte[] chunk = new byte[CHUNK];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = (byte) (i * 31 + i / 251);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long left = bytes; left > 0; ) {
                ByteBuffer part = ByteBuffer.wrap(chunk, 0, (int) Math.min(left, chunk.length));
                left -= part.remaining();
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
            channel.force(true);
        }
    }

    /** Gives its room up; whether there was any. */
    boolean drop() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.error("{}: the ballast file cannot be removed: remove it by hand ({})", file, e.toString());
            return false;
        }
    }
}
