package io.hooklatch.gateway.config;

import io.hooklatch.gateway.access.AccessSettings;
import io.hooklatch.gateway.access.ApiKey;
import io.hooklatch.gateway.access.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The setting {@code admin}: an address alone, or settings. */
final class AdminReader {
    private static final ListenAddress USUAL = new ListenAddress("127.0.0.1", 9090);

    private AdminReader() {}

    static AdminConfig read(Section root, Reading reading) {
        Optional<Value> value = root.get("admin");
        if (value.isPresent() && !value.get().hasSettings()) {
            return warned(AdminConfig.at(value.get().as(ListenAddress::parse).orElse(USUAL)), root);
        }
        Section section = root.section("admin");
        ListenAddress listen = section.get("listen", ListenAddress::parse, USUAL);
        Set<String> hosts = new LinkedHashSet<>();
        section.list("hosts").forEach(host -> host.as(Kinds::hostName).ifPresent(hosts::add));
        boolean local = section.get("allow_local_without_key", Kinds.BOOLEAN, false);
        List<ApiKey> keys = keys(section);
        Optional<Path> backups = section.get("backup_directory")
                .flatMap(path -> path.as(Kinds.TEXT))
                .map(reading::resolve);
        section.end();
        return warned(new AdminConfig(listen, hosts, new AccessSettings(keys, local), backups), root);
    }

    private static AdminConfig warned(AdminConfig config, Section root) {
        if (!config.listen().loopback()) {
            root.doubtful(
                    "admin",
                    config.listen() + " can be reached from other machines: its figures without a key, and keys of its"
                            + " API would travel unencrypted; put a proxy with TLS in front");
        }
        return config;
    }

    private static List<ApiKey> keys(Section admin) {
        List<ApiKey> keys = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Value value : admin.list("keys")) {
            Section section = value.section();
            Optional<String> name = section.required("name", "name: alice").flatMap(given -> given.as(Kinds::name));
            Optional<Role> role =
                    section.required("role", "role: viewer, operator or admin").flatMap(given -> given.as(Role::of));
            Optional<Value> digest = section.required("sha256", "what \"hooklatch key new\" prints");
            section.end();
            if (name.isPresent() && !names.add(name.get())) {
                section.wrong("name", "another key has this name already: the audit could not tell them apart");
            } else if (name.isPresent() && role.isPresent()) {
                // Not quoted: whoever mistakes the key itself for its digest must not find it in the log.
                digest.flatMap(given -> given.asUnquoted(text -> new ApiKey(name.get(), role.get(), text)))
                        .ifPresent(keys::add);
            }
        }
        return keys;
    }
}
