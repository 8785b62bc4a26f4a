package io.hooklatch.gateway.config;

import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.TrustedProxies;
import io.hooklatch.retention.RetentionPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings below {@code endpoints}, by the names of the endpoints. */
final class EndpointsReader {
    private final Reading reading;
    private final TrustedProxies proxies;
    private final RetentionReader retention;
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final List<Endpoint> found = new ArrayList<>();
    private final Map<String, RetentionPolicy> policies = new LinkedHashMap<>();

    /**
     * @param proxies whose word about the public URL is believed
     * @param retention with the settings for all
     */
    EndpointsReader(Reading reading, TrustedProxies proxies, RetentionReader retention) {
        this.reading = reading;
        this.proxies = proxies;
        this.retention = retention;
    }

    void read(Section endpoints) {
        endpoints.entries().forEach((name, value) -> {
            names.add(name);
            try {
                Kinds.name(name);
            } catch (IllegalArgumentException e) {
                endpoints.wrong(name, Texts.quote(name) + " " + e.getMessage());
                return;
            }
            Section section = value.section();
            section.get("retention").ifPresent(own -> policies.put(name, retention.policy(own.section())));
            new EndpointReader(name, section, reading, proxies).read().ifPresent(endpoint -> add(endpoint, endpoints));
        });
    }

    private void add(Endpoint endpoint, Section endpoints) {
        endpoint.path().ifPresent(path -> {
            String other = paths.putIfAbsent(path, endpoint.name());
            if (other != null) {
                endpoints.wrong(
                        endpoint.name(),
                        "path " + path + " is already that of endpoint " + other + ": set path to another one");
            }
        });
        found.add(endpoint);
    }

    /** The names of all, also of those that cannot be used. */
    Set<String> names() {
        return names;
    }

    /** How long things are kept where an endpoint says so itself. */
    Map<String, RetentionPolicy> policies() {
        return policies;
    }

    List<Endpoint> found() {
        return found;
    }
}
