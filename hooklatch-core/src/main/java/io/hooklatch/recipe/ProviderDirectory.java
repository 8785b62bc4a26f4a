package io.hooklatch.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Providers as directories. */
final class ProviderDirectory implements ProviderFiles {
    private final Map<String, Path> directories;

    ProviderDirectory(Path directory) {
        Path whole = directory.toAbsolutePath().normalize();
        if (!Files.isDirectory(whole)) {
            throw new IllegalArgumentException(directory + " is no directory: name one that holds providers");
        }
        if (Files.exists(whole.resolve("metadata.json")) || Files.exists(whole.resolve("recipe.json"))) {
            directories = Map.of(name(whole), whole);
        } else {
            directories = list(whole).stream()
                    .filter(Files::isDirectory)
                    .filter(inner -> !name(inner).startsWith("."))
                    .collect(Collectors.toMap(ProviderDirectory::name, inner -> inner));
        }
        if (directories.isEmpty()) {
            throw new IllegalArgumentException(
                    directory + " holds no provider: each has a directory there with its metadata.json");
        }
    }

    @Override
    public List<String> providers() {
        return directories.keySet().stream().sorted().toList();
    }

    @Override
    public Optional<String> file(String provider, String name) {
        Path file = directory(provider).resolve(name);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    @Override
    public Map<String, String> fixtures(String provider) {
        Path fixtures = directory(provider).resolve("fixtures");
        Map<String, String> texts = new TreeMap<>();
        if (Files.isDirectory(fixtures)) {
            list(fixtures).forEach(file -> texts.put(name(file), read(file)));
        }
        return texts;
    }

    private Path directory(String provider) {
        Path directory = directories.get(provider);
        if (directory == null) {
            throw new IllegalArgumentException(
                    "provider " + provider + " is not here: " + Nearest.hint(provider, providers()));
        }
        return directory;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read as UTF-8", e);
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be listed", e);
        }
    }
}
