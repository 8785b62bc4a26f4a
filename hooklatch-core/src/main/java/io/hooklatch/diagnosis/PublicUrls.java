package io.hooklatch.diagnosis;

import io.hooklatch.message.Request;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URLs under which a sender may know an endpoint, nearest to the configured one first. */
final class PublicUrls {
    private static final int MOST = 1200;
    private static final Pattern URL = Pattern.compile("(https?)://([^/?#:]+|\\[[^]]*])(:[0-9]+)?([^?#]*)(\\?[^#]*)?");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");
    private static final Pattern FORWARDED_HOST = Pattern.compile("(?i)host=\"?([^\";,]+)");
    private static final List<String> PATH_HEADERS =
            List.of("x-original-uri", "x-original-url", "x-forwarded-uri", "x-rewrite-url", "x-envoy-original-path");
    private static final List<String> PREFIX_HEADERS =
            List.of("x-forwarded-prefix", "x-forwarded-path", "x-script-name", "x-forwarded-context");

    /**
     * One guess.
     *
     * @param url the URL to configure
     * @param target the target that the request may have had
     */
    record Candidate(String url, String target) {}

    private PublicUrls() {}

    static Set<Candidate> of(Request request, String configured) {
        Matcher url = URL.matcher(configured);
        boolean known = url.matches();
        Set<String> schemes = new LinkedHashSet<>();
        Set<String> hosts = new LinkedHashSet<>();
        Set<String> ports = new LinkedHashSet<>();
        Set<String> paths = new LinkedHashSet<>();
        if (known) {
            schemes.add(url.group(1));
            hosts.add(url.group(2));
            ports.add(Optional.ofNullable(url.group(3)).orElse(""));
            paths.add(url.group(4));
        }
        schemes.addAll(List.of("https", "http"));
        ports.add("");
        hosts(request, hosts, ports);
        ports.addAll(List.of(":443", ":80", ":8080", ":8443"));
        paths.addAll(paths(request, known ? url.group(4) : request.path()));
        String ownQuery = known ? Optional.ofNullable(url.group(5)).orElse("") : "";
        return product(schemes, hosts, ports, paths, queries(request, ownQuery));
    }

    /** The targets that a request may have had before something on the way changed its path. */
    static Set<String> targets(Request request) {
        Set<String> targets = new LinkedHashSet<>();
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        paths(request, request.path()).forEach(path -> targets.add(path + query));
        return targets;
    }

    /** A query of the URL's own comes with the target that arrived; else the target's query is varied. */
    private static Set<Candidate> queries(Request request, String own) {
        Set<Candidate> queries = new LinkedHashSet<>();
        String path = request.path();
        queries.add(new Candidate(own, request.target()));
        if (!own.isEmpty()) {
            queries.add(new Candidate("", request.target()));
            Queries.reordered(own.substring(1))
                    .forEach(query -> queries.add(new Candidate("?" + query, request.target())));
        }
        Queries.reordered(request.query()).forEach(query -> queries.add(new Candidate("", path + "?" + query)));
        if (!request.query().isEmpty()) {
            queries.add(new Candidate("", path));
        }
        for (String name : PATH_HEADERS) {
            request.headers()
                    .first(name)
                    .filter(target -> target.indexOf('?') >= 0)
                    .ifPresent(target -> queries.add(new Candidate("", path + target.substring(target.indexOf('?')))));
        }
        return queries;
    }

    private static Set<Candidate> product(
            Set<String> schemes, Set<String> hosts, Set<String> ports, Set<String> paths, Set<Candidate> queries) {
        Set<Candidate> all = new LinkedHashSet<>();
        for (Candidate query : queries) {
            for (String path : paths) {
                for (String host : hosts) {
                    for (String port : ports) {
                        for (String scheme : schemes) {
                            if (all.size() < MOST) {
                                all.add(new Candidate(
                                        scheme + "://" + host + port + path + query.url(), query.target()));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static void hosts(Request request, Set<String> hosts, Set<String> ports) {
        for (String name : List.of("x-forwarded-host", "x-original-host", "host")) {
            request.headers().all(name).forEach(value -> host(value, hosts, ports));
        }
        for (String value : request.headers().all("forwarded")) {
            Matcher host = FORWARDED_HOST.matcher(value);
            while (host.find() && hosts.size() < 10) {
                host(host.group(1), hosts, ports);
            }
        }
        for (String value : request.headers().all("x-forwarded-port")) {
            if (value.matches("[0-9]{1,5}")) {
                ports.add(":" + value);
            }
        }
    }

    private static void host(String value, Set<String> hosts, Set<String> ports) {
        for (String one : value.split(",", 4)) {
            Matcher host = HOST.matcher(one.strip());
            if (host.matches() && hosts.size() < 10) {
                hosts.add(host.group(1).toLowerCase(Locale.ROOT));
                Optional.ofNullable(host.group(2)).ifPresent(port -> ports.add(":" + port));
            }
        }
    }

    private static Set<String> paths(Request request, String known) {
        Set<String> bases = new LinkedHashSet<>(List.of(known, request.path()));
        for (String name : PATH_HEADERS) {
            for (String value : request.headers().all(name)) {
                String target = value.replaceFirst("^https?://[^/]*", "");
                if (target.startsWith("/") && target.length() < 2048) {
                    bases.add(target.replaceFirst("\\?.*", ""));
                }
            }
        }
        for (String name : PREFIX_HEADERS) {
            for (String value : request.headers().all(name)) {
                if (value.startsWith("/") && value.length() < 512) {
                    bases.add(value.replaceFirst("/+$", "") + request.path());
                }
            }
        }
        Set<String> paths = new LinkedHashSet<>(bases);
        for (String base : bases) {
            paths.add(base.endsWith("/") ? base.substring(0, base.length() - 1) : base + "/");
        }
        int slash = known.indexOf('/', 1);
        if (slash > 0) {
            paths.add(known.substring(slash));
        }
        return paths;
    }
}
