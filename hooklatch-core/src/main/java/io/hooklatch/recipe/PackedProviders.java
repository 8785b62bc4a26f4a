package io.hooklatch.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Providers as the build packs them: the files of the directory {@code providers} in one archive. */
final class PackedProviders implements ProviderFiles {
    private final Map<String, byte[]> files = new HashMap<>();

    /** Reads the archive to its end. */
    PackedProviders(InputStream archive) throws IOException {
        ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            files.put(entry.getName(), zip.readAllBytes());
        }
    }

    /**
     * The archive that is a resource of this name.
     *
     * @throws IllegalStateException when there is none, or it cannot be read
     */
    static PackedProviders resource(String name) {
        try (InputStream stream = PackedProviders.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the catalogue " + name + " is missing");
            }
            return new PackedProviders(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the catalogue " + name, e);
        }
    }

    @Override
    public List<String> providers() {
        TreeSet<String> names = new TreeSet<>();
        for (String file : files.keySet()) {
            if (file.contains("/")) {
                names.add(file.substring(0, file.indexOf('/')));
            }
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<String> file(String provider, String name) {
        return text(provider + "/" + name);
    }

    @Override
    public Map<String, String> fixtures(String provider) {
        String directory = provider + "/fixtures/";
        Map<String, String> texts = new TreeMap<>();
        files.forEach((name, bytes) -> {
            if (name.startsWith(directory)) {
                texts.put(name.substring(directory.length()), new String(bytes, StandardCharsets.UTF_8));
            }
        });
        return texts;
    }

    /** A file by its path in the directory. */
    Optional<String> text(String path) {
        byte[] bytes = files.get(path);
        return bytes == null ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
}
