package io.hooklatch.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of {@code providers/} as the repository has them. */
final class Fixtures {
    static final Path PROVIDERS = Path.of("..", "providers");

    private Fixtures() {}

    /** The directories of all providers. */
    static List<String> providers() {
        return list(PROVIDERS).filter(Files::isDirectory).map(Fixtures::name).toList();
    }

    /** A provider's fixtures by the name of their file without its end. */
    static Map<String, Fixture> of(String provider) {
        Map<String, Fixture> fixtures = new TreeMap<>();
        list(PROVIDERS.resolve(provider).resolve("fixtures"))
                .forEach(file -> fixtures.put(
                        name(file).replace(".json", ""), Fixture.parse(provider + "/" + name(file), read(file))));
        return fixtures;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
