package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one process own an inbox: a lock of the operating system on the file {@code <database>.lock}, which ends with the
 * process however it dies. The file says who holds it. It is left behind when the lock is given up, since deleting it
 * would race with the next owner.
 *
 * <p>Within one JVM a system property bears the mark, because closing any channel on the lock file would drop the lock of
 * the whole process; and not a static field, because two web applications have two copies of this class.
 */
public final class InstanceLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceLock.class);
    private static final String MARK = "io.hooklatch.jdbc.open.";

    private final String mark;
    private final FileChannel channel;
    private final Path file;
    private final Optional<Object> identity;

    private InstanceLock(String mark, FileChannel channel, Path file) throws IOException {
        this.mark = mark;
        this.channel = channel;
        this.file = file;
        this.identity = identity(file);
    }

    /** What tells this file from another of the same name, where the file system knows it. */
    private static Optional<Object> identity(Path file) throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    /** Whether the file that was locked still is the one that another process would lock. */
    boolean intact() {
        try {
            return identity(file).equals(identity);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true; // it is there, and cannot be looked at now
        }
    }

    /**
     * Takes the lock of this database.
     *
     * @param database its real path
     * @param now what the lock file says about when it was taken
     * @throws StoreOpenException when it is held, naming the holder
     */
    public static InstanceLock take(Path database, Instant now) {
        String holder = "process " + ProcessHandle.current().pid() + " on host " + host() + ", since " + now;
        String mark = MARK + database;
        Properties marks = System.getProperties();
        Object former = marks.putIfAbsent(mark, holder);
        if (former != null) {
            throw new StoreOpenException(database + ": the inbox is open already in this same process (" + former
                    + "). Use that store, or close it first");
        }
        try {
            FileChannel channel = lock(database, holder);
            return new InstanceLock(mark, channel, Path.of(database + ".lock"));
        } catch (IOException e) {
            marks.remove(mark);
            throw new StoreOpenException(
                    database + ".lock: the lock file cannot be made or locked (" + e
                            + "). Let this process write to the directory, on a file system that supports locks",
                    e);
        } catch (StoreOpenException e) {
            marks.remove(mark);
            throw e;
        }
    }

    private static FileChannel lock(Path database, String holder) throws IOException {
        Path file = Path.of(database + ".lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            if (lock == null) {
                throw new StoreOpenException(database + ": the inbox is held by " + read(channel)
                        + ". Stop that process, or give this one another file");
            }
            channel.truncate(0);
            try {
                write(channel, holder);
            } catch (IOException e) {
                LOG.warn("{}: it cannot say who holds it: {}", file, e.toString()); // as on a full disk; it is held
            }
            return channel;
        } finally {
            if (lock == null || !lock.isValid()) {
                channel.close();
            }
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(1024);
        channel.read(text, 0);
        String holder = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
        return holder.isEmpty() ? "another process" : holder;
    }

    private static void write(FileChannel channel, String holder) throws IOException {
        ByteBuffer text = StandardCharsets.UTF_8.encode(holder + System.lineSeparator());
        long at = 0;
        while (text.hasRemaining()) {
            at += channel.write(text, at);
        }
    }

    private static @Nullable String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown"; // the name only helps people
        }
    }

    /** Gives the lock up. Idempotent. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                channel.truncate(0);
                channel.close();
                System.getProperties().remove(mark);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
