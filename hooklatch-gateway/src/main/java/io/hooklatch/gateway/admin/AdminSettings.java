package io.hooklatch.gateway.admin;

import java.util.Set;

/**
 * Where the admin port is and under which names it may be called.
 *
 * @param host the address to listen on, such as {@code 127.0.0.1}
 * @param port the port; 0 takes a free one
 * @param allowedHosts names that the Host header may hold besides the loopback ones, without a port; other names are
 *     answered 421, so that a page in an operator's browser cannot reach the port under a name of its own
 */
public record AdminSettings(String host, int port, Set<String> allowedHosts) {
    /**
     * Copies the names.
     *
     * @throws IllegalArgumentException when the port is not one
     */
    public AdminSettings {
        allowedHosts = Set.copyOf(allowedHosts);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("admin port " + port + ": use 1 to 65535, or 0 for a free one");
        }
    }

    /** The IPv4 loopback address, under the loopback names only. */
    public static AdminSettings loopback(int port) {
        return new AdminSettings("127.0.0.1", port, Set.of());
    }
}
