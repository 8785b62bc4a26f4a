package io.hooklatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one run's files, on the disk that is measured; gone afterwards. */
public final class WorkDir implements AutoCloseable {
    private final Path path;

    private WorkDir(Path path) {
        this.path = path;
    }

    /** A new empty one below this directory, which is made when there is none. */
    public static WorkDir in(Path parent) {
        try {
            Files.createDirectories(parent);
            return new WorkDir(Files.createTempDirectory(parent, "run-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for the run's files below " + parent, e);
        }
    }

    public Path path() {
        return path;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** What its files take on disk, in bytes. */
    public long bytes() {
        long sum = 0;
        for (Path file : files()) {
            sum += file.toFile().isFile() ? file.toFile().length() : 0;
        }
        return sum;
    }

    private List<Path> files() {
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + path, e);
        }
    }

    @Override
    public void close() {
        for (Path file : files()) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + file, e);
            }
        }
    }
}
