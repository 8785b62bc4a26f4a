package io.hooklatch.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of some providers, wherever they are kept. Thread-safe.
 *
 * <p>Every method throws {@link java.io.UncheckedIOException} where a file cannot be read as UTF-8.
 */
public interface ProviderFiles {
    /** The names of the providers in alphabetical order. */
    List<String> providers();

    /** The text of a provider's {@code metadata.json} or {@code recipe.json}; absent where it has none. */
    Optional<String> file(String provider, String name);

    /** The texts of a provider's fixtures by the names of their files, in alphabetical order. */
    Map<String, String> fixtures(String provider);

    /**
     * A directory of providers, or the directory of one provider, which is one that holds {@code metadata.json} or
     * {@code recipe.json} itself.
     *
     * @throws IllegalArgumentException when it is no directory, or holds no provider
     */
    static ProviderFiles in(Path directory) {
        return new ProviderDirectory(directory);
    }

    /**
     * A zip archive of a directory of providers, read to its end. The stream stays open.
     *
     * @throws IOException when the archive cannot be read
     */
    static ProviderFiles packed(InputStream archive) throws IOException {
        return new PackedProviders(archive);
    }
}
