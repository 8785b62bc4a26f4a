package io.hooklatch.gateway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads configurations from text, as the file {@code hooklatch.yaml} of a directory. */
final class ConfigRig {
    /** A secret that must show up nowhere. */
    static final String CANARY = "canary-7f3a9c51e2-do-not-print";

    /** The shortest configuration with a verified endpoint. */
    static final String SMALLEST = """
            endpoints:
              shop:
                provider: github
                secrets: ${SHOP_SECRET}
            """;

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>(Map.of("SHOP_SECRET", CANARY));

    ConfigRig(Path directory) {
        this.directory = directory;
    }

    ConfigRig with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ConfigRig file(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content, StandardCharsets.UTF_8);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return directory;
    }

    GatewayConfig read(String yaml) throws ConfigException {
        file("hooklatch.yaml", yaml);
        return ConfigFile.read(
                directory.resolve("hooklatch.yaml"),
                environment,
                InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")));
    }

    /** What is wrong, as {@code line:column: path: message}; empty when nothing is. */
    List<String> problems(String yaml) {
        try {
            read(yaml);
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream().map(this::shortened).toList();
        }
    }

    List<String> warnings(String yaml) throws ConfigException {
        return read(yaml).warnings().stream().map(this::shortened).toList();
    }

    private String shortened(ConfigProblem problem) {
        String text = problem.toString();
        String file = directory.resolve("hooklatch.yaml").toString();
        if (!text.startsWith(file + ":")) {
            throw new AssertionError("the problem does not begin with the file: " + text);
        }
        return text.substring(file.length() + 1).strip();
    }
}
