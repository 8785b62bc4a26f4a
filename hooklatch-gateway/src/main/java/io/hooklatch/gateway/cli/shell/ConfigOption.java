package io.hooklatch.gateway.cli.shell;

import io.hooklatch.gateway.config.ConfigException;
import io.hooklatch.gateway.config.ConfigFile;
import io.hooklatch.gateway.config.GatewayConfig;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
public final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "hooklatch.yaml",
            description = "The configuration; ${DEFAULT-VALUE} unless given.")
    private Path file = Path.of("hooklatch.yaml");

    /** The file that is named, or the usual one. */
    public Path file() {
        return file;
    }

    /**
     * Reads it.
     *
     * @throws CommandFailure when it cannot be used, naming every mistake
     */
    public GatewayConfig read(Map<String, String> environment) throws CommandFailure {
        try {
            return ConfigFile.read(file, environment);
        } catch (ConfigException e) {
            int count = e.problems().size();
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + " cannot be used, " + count + (count == 1 ? " problem:" : " problems:")
                            + System.lineSeparator() + e.getMessage(),
                    e);
        }
    }
}
