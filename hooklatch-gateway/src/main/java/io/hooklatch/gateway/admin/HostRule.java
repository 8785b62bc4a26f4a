package io.hooklatch.gateway.admin;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Under which names the admin port answers. Immutable. */
final class HostRule {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> names = new HashSet<>(LOOPBACK);

    HostRule(AdminSettings settings) {
        settings.allowedHosts().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        names.add(bracketed(settings.host()).toLowerCase(Locale.ROOT));
    }

    /** Whether a Host header, with or without a port, names this server. */
    boolean allows(@Nullable String header) {
        if (header == null) {
            return false;
        }
        int portFrom = header.lastIndexOf(':');
        boolean hasPort = portFrom > header.lastIndexOf(']');
        String name = hasPort ? header.substring(0, portFrom) : header;
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
