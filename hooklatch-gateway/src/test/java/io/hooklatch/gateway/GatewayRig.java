package io.hooklatch.gateway;

import io.hooklatch.gateway.config.ConfigException;
import io.hooklatch.gateway.config.ConfigFile;
import io.hooklatch.gateway.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gateways on free ports, from configurations given as text. */
public final class GatewayRig {
    private GatewayRig() {}

    /** Reads a configuration that listens on free ports of the loopback address. */
    public static GatewayConfig config(Path directory, Map<String, String> environment, String yaml) {
        return config(directory, environment, "admin: 127.0.0.1:0\n", yaml);
    }

    /** As above, with what the configuration says of the admin port. */
    public static GatewayConfig config(Path directory, Map<String, String> environment, String admin, String yaml) {
        try {
            Path file = Files.writeString(directory.resolve("hooklatch.yaml"), "listen: 127.0.0.1:0\n" + admin + yaml);
            return ConfigFile.read(file, environment);
        } catch (ConfigException | IOException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
