package io.hooklatch.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files of {@code providers/} as the repository has them. */
final class Fixtures {
    static final Path PROVIDERS = Path.of("..", "providers");
    static final FixtureRunner RUNNER = new FixtureRunner(ProviderFiles.in(PROVIDERS));

    private Fixtures() {}

    /** The directories of all providers. */
    static List<String> providers() {
        return ProviderFiles.in(PROVIDERS).providers();
    }

    /** Those whose recipes are data. What needs code is tested where the code is. */
    static List<String> ofData() {
        return providers().stream()
                .filter(name -> !(Catalogue.standard().find(name).orElseThrow().scheme() instanceof CodedScheme))
                .toList();
    }

    /** A provider's fixtures by the name of their file without its end. */
    static Map<String, Fixture> of(String provider) {
        return RUNNER.fixtures(provider);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
