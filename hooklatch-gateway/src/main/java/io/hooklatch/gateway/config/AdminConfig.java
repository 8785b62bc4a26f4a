package io.hooklatch.gateway.config;

import io.hooklatch.gateway.access.AccessSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The operators' side. Immutable.
 *
 * @param listen where it is served
 * @param hosts names besides the loopback ones under which it may be called
 * @param access who may use its API
 * @param backups the directory in which the gateway makes backups; absent when it is to make none
 */
public record AdminConfig(ListenAddress listen, Set<String> hosts, AccessSettings access, Optional<Path> backups) {
    public AdminConfig {
        hosts = Set.copyOf(hosts);
    }

    /** As it is when nothing is said: on loopback, its API closed. */
    public static AdminConfig at(ListenAddress listen) {
        return new AdminConfig(listen, Set.of(), AccessSettings.CLOSED, Optional.empty());
    }
}
