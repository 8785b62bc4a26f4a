package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** What can be said about the file before SQLite touches it. Offsets are those of https://sqlite.org/fileformat.html. */
final class FileCheck {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int MOST_LINKS = 40;
    private static final int PAGE_SIZE_AT = 16;
    private static final int CHANGES_AT = 24;
    private static final int PAGES_AT = 28;
    private static final int PAGES_VALID_FOR_AT = 92;

    private FileCheck() {}

    /**
     * The real path of the file, which need not exist.
     *
     * @throws StoreOpenException when it cannot be an SQLite database that this process can write
     */
    static Path check(Path given) {
        Path absolute = followed(given.toAbsolutePath());
        if (absolute.toString().indexOf('?') >= 0) {
            throw new StoreOpenException(absolute + ": a file name with a question mark cannot be opened. Rename it");
        }
        try {
            if (Files.notExists(absolute)) {
                return directory(absolute).resolve(absolute.getFileName());
            }
            Path file = absolute.toRealPath();
            if (Files.isDirectory(file)) {
                throw new StoreOpenException(
                        file + ": it is a directory. Name a file in it, such as " + file.resolve("inbox.db"));
            }
            directory(file);
            if (!Files.isReadable(file) || !Files.isWritable(file)) {
                throw new StoreOpenException(
                        file + ": this process may not read and write it. Change its owner or mode");
            }
            checkHeader(file, Files.size(file));
            return file;
        } catch (IOException e) {
            throw new StoreOpenException(file(absolute) + "it cannot be read (" + e + ")", e);
        }
    }

    /** The real path of the file, which need not exist, and which may be of any kind. */
    static Path place(Path given) {
        Path at = followed(given.toAbsolutePath());
        try {
            return Files.exists(at) ? at.toRealPath() : at;
        } catch (IOException e) {
            throw new StoreOpenException(file(at) + "it cannot be read (" + e + ")", e);
        }
    }

    /** Where a link leads, also while nothing is there. */
    private static Path followed(Path file) {
        Path at = file;
        try {
            for (int links = 0; links < MOST_LINKS && Files.isSymbolicLink(at) && Files.notExists(at); links++) {
                at = at.resolveSibling(Files.readSymbolicLink(at)).toAbsolutePath();
            }
            return at;
        } catch (IOException e) {
            throw new StoreOpenException(file(at) + "it cannot be read (" + e + ")", e);
        }
    }

    private static String file(Path path) {
        return path + ": ";
    }

    private static Path directory(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory == null) {
            throw new StoreOpenException(file(file) + "it names no file");
        }
        try {
            Path real = directory.toRealPath();
            if (!Files.isDirectory(real) || !Files.isWritable(real)) {
                throw new StoreOpenException(file(file) + "this process may not write to its directory, where the "
                        + "write-ahead log has to be. Change the owner or mode of " + real);
            }
            return real;
        } catch (NoSuchFileException e) {
            throw new StoreOpenException(file(file) + "its directory does not exist. Create " + directory, e);
        }
    }

    private static void checkHeader(Path file, long size) throws IOException {
        if (size == 0) {
            return;
        }
        byte[] header;
        try (InputStream in = Files.newInputStream(file)) {
            header = in.readNBytes(HEADER);
        }
        if (header.length < HEADER || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new StoreOpenException(
                    file(file) + "it is not an SQLite database, or its header is damaged. Name the "
                            + "right file, or put back a copy");
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        long pageSize = Short.toUnsignedLong(fields.getShort(PAGE_SIZE_AT));
        long bytes = Integer.toUnsignedLong(fields.getInt(PAGES_AT)) * (pageSize == 1 ? 65_536 : pageSize);
        boolean current = fields.getInt(CHANGES_AT) == fields.getInt(PAGES_VALID_FOR_AT);
        if (current && size < bytes && !hasLog(file)) {
            throw new StoreOpenException(
                    file(file) + "it is cut: " + size + " bytes are left of " + bytes + ". Put back a copy");
        }
    }

    private static boolean hasLog(Path file) throws IOException {
        Path log = Path.of(file + "-wal");
        return Files.exists(log) && Files.size(log) > 0;
    }
}
