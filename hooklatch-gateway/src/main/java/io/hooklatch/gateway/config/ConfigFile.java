package io.hooklatch.gateway.config;

import io.hooklatch.gateway.ingress.IngressLimits;
import io.hooklatch.recipe.TrustedProxies;
import io.hooklatch.work.WorkSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code hooklatch.yaml}. */
public final class ConfigFile {
    private static final Duration MAX_SHUTDOWN = Duration.ofMinutes(10);

    private ConfigFile() {}

    /**
     * Reads and checks a file; opens nothing but the files of secrets.
     *
     * @param file relative paths in it are seen from its directory
     * @param environment what {@code ${NAME}} refers to, as a rule {@link System#getenv()}
     * @throws ConfigException when the file cannot be used, with everything that is wrong in it
     */
    public static GatewayConfig read(Path file, Map<String, String> environment) throws ConfigException {
        return read(file, environment, InstantSource.system());
    }

    static GatewayConfig read(Path file, Map<String, String> environment, InstantSource time) throws ConfigException {
        Reading reading = new Reading(file, environment, time.millis());
        Section root = YamlDocument.read(file, reading).section();
        GatewayConfig config = read(root, reading);
        if (reading.problems() > 0) {
            throw reading.failure();
        }
        return config;
    }

    private static GatewayConfig read(Section root, Reading reading) {
        ListenAddress listen = root.get("listen", ListenAddress::parse, new ListenAddress("0.0.0.0", 8080));
        AdminConfig admin = AdminReader.read(root, reading);
        if (listen.port() != 0 && listen.equals(admin.listen())) {
            root.wrong("admin", "is the same address as listen: give it a port of its own");
        }
        StoreConfig store = new StoreReader(reading).read(root.section("store"));
        if (store instanceof StoreConfig.Postgres && admin.backups().isPresent()) {
            root.section("admin")
                    .wrong(
                            "backup_directory",
                            "is for an inbox in SQLite, and this one is in PostgreSQL, whose own tools back it up:"
                                    + " remove it, and use pg_dump or pg_basebackup");
        }
        if (store instanceof StoreConfig.Sqlite sqlite && sameDirectory(admin.backups(), sqlite.file())) {
            root.section("admin")
                    .wrong(
                            "backup_directory",
                            "is the directory of the inbox itself, whose files would be taken for backups: make another"
                                    + " one for them, best on another disk");
        }
        IngressLimits limits = LimitsReader.read(root.section("limits"));
        Duration shutdown = root.get(
                "shutdown_within", Kinds.duration(Duration.ofSeconds(1), MAX_SHUTDOWN), Duration.ofSeconds(20));
        Duration leaseFor =
                root.get("lease_for", Kinds.duration(Kinds.SECOND, Duration.ofHours(1)), WorkSettings.LEASE_FOR);

        Section endpointsSection = root.section("endpoints");
        RetentionReader retention = new RetentionReader(root.section("retention"));
        EndpointsReader endpoints = new EndpointsReader(reading, trustedProxies(root), retention);
        endpoints.read(endpointsSection);
        Section destinationsSection = root.section("destinations");
        DestinationsReader destinations = new DestinationsReader();
        destinations.read(destinationsSection);
        RoutesReader routes = new RoutesReader(endpoints.names(), destinations.names());
        routes.read(root.list("routes"));
        routes.unused(endpointsSection, destinationsSection);
        if (endpoints.names().isEmpty()) {
            root.wrong("endpoints", "none is described: a gateway needs at least one");
        }
        root.end();
        List<ConfigProblem> warnings = reading.warnings();
        return new GatewayConfig(
                store,
                listen,
                admin,
                limits,
                shutdown,
                leaseFor,
                endpoints.found(),
                destinations.found(),
                routes.found(),
                retention.settings(endpoints.policies()),
                warnings);
    }

    private static boolean sameDirectory(Optional<Path> backups, Path inbox) {
        Path file = inbox.toAbsolutePath().normalize();
        return backups.isPresent()
                && real(backups.get())
                        .equals(real(Optional.ofNullable(file.getParent()).orElse(file)));
    }

    /** Without links, as far as it exists. */
    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory.toAbsolutePath().normalize(); // it is not there yet
        }
    }

    private static TrustedProxies trustedProxies(Section root) {
        List<String> addresses = new ArrayList<>();
        for (Value value : root.list("trusted_proxies")) {
            value.asSentence(text -> TrustedProxies.of(text).isEmpty() ? "" : text)
                    .ifPresent(text -> {
                        addresses.add(text);
                        if (text.matches(".*/[0-7]")) {
                            value.doubtful("trusts whole continents: whoever connects from there says which URL he"
                                    + " called; name the proxies themselves");
                        }
                    });
        }
        return TrustedProxies.of(addresses);
    }
}
