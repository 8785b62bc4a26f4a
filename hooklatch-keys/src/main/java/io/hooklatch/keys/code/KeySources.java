package io.hooklatch.keys.code;

import io.hooklatch.keys.fetch.KeyFetcher;
import io.hooklatch.keys.fetch.KeyRequest;
import io.hooklatch.keys.source.FetchedKeys;
import io.hooklatch.keys.source.HostPin;
import io.hooklatch.keys.source.Jwks;
import io.hooklatch.keys.source.KeySource;
import io.hooklatch.keys.source.Lookup;
import io.hooklatch.keys.source.NamedKey;
import io.hooklatch.keys.source.PemKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/** Makes the source of keys that a recipe describes, for the secrets and options of an endpoint. */
final class KeySources {
    private static final int SHORTEST_SECRET = 6;

    private final String provider;
    private final KeysRule rule;
    private final KeyFetcher fetcher;

    KeySources(String provider, KeysRule rule, KeyFetcher fetcher) {
        this.provider = provider;
        this.rule = rule;
        this.fetcher = fetcher;
    }

    /**
     * @param mac whether secrets are shared ones rather than public keys
     */
    KeySource source(List<String> secrets, Map<String, String> options, boolean mac) {
        if (!rule.areSecrets() && !mac && rule.authorization().isEmpty() && !secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "secrets are set but the keys of " + provider + " are public and fetched: leave them out");
        }
        Optional<KeySource> given = given(options);
        if (given.isPresent()) {
            return given.get();
        }
        if (rule.areSecrets() || mac) {
            return secretKeys(secrets, mac);
        }
        if (!rule.authorization().isEmpty() && secrets.isEmpty()) {
            throw new IllegalArgumentException("secrets are missing: " + provider
                    + " hands out its keys to those who show a credential of its API");
        }
        return switch (rule.kind()) {
            case JWKS -> keySet(options);
            case BY_ID -> byId(secrets.get(0), options);
            case PEM -> byPath();
            default -> throw new IllegalStateException("made elsewhere: " + rule.kind());
        };
    }

    /** The keys that an endpoint states itself. */
    private Optional<KeySource> given(Map<String, String> options) {
        String jwks = options.get("jwks");
        String pems = options.get("public_keys");
        if (jwks == null && pems == null) {
            return Optional.empty();
        }
        Map<String, NamedKey> keys = new LinkedHashMap<>();
        if (jwks != null) {
            Jwks.parse(jwks.getBytes(StandardCharsets.UTF_8)).forEach(key -> keys.put(key.id(), key));
        }
        if (pems != null) {
            Map<String, Object> byId = Json.object(pems)
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "option public_keys is no JSON object: give {\"KEY-ID\": \"-----BEGIN PUBLIC KEY-----…\"}"));
            byId.forEach((id, pem) -> keys.put(
                    id, new NamedKey(id, PemKeys.publicKey("option public_keys: " + id, String.valueOf(pem)))));
        }
        KeySource fixed = KeySource.fixed(keys);
        if (rule.kind() == KeysRule.Kind.PEM) {
            // Keys that are given by hand are held to the same paths as those that are fetched.
            Pattern paths = Pattern.compile(rule.path());
            return Optional.of(
                    (named, now) -> paths.matcher(named).matches() ? fixed.find(named, now) : Lookup.of(List.of()));
        }
        if (!rule.named().equals("jku")) {
            return Optional.of(fixed);
        }
        Map<String, KeySource> byUrl = new LinkedHashMap<>();
        rule.urls().forEach(url -> byUrl.put(url, fixed));
        return Optional.of(new KeySetChoice(byUrl));
    }

    private KeySource secretKeys(List<String> secrets, boolean mac) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("secrets are missing: " + provider + " needs "
                    + (mac ? "the one that it was given or shows" : "its public key as PEM"));
        }
        Map<String, NamedKey> keys = new LinkedHashMap<>();
        for (int i = 0; i < secrets.size(); i++) {
            String id = Integer.toString(i + 1);
            String secret = secrets.get(i);
            if (mac) {
                byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
                if (secret.isBlank() || bytes.length < SHORTEST_SECRET) {
                    throw new IllegalArgumentException("secret " + id + " of " + provider + " has " + bytes.length
                            + " bytes: at least " + SHORTEST_SECRET + " are needed; it was cut or is empty");
                }
                keys.put(id, new NamedKey(id, new SecretKeySpec(bytes, "HMAC")));
            } else {
                keys.put(id, new NamedKey(id, PemKeys.publicKey("secret " + id + " of " + provider, secret)));
            }
        }
        KeySource any = KeySource.fixed(keys);
        // Whatever id a token names, secrets have none.
        return (named, now) -> any.find("", now);
    }

    /** The key sets at the URLs; a token names one of several by {@code URL SPACE ID}. */
    private KeySource keySet(Map<String, String> options) {
        List<String> urls =
                rule.urls().stream().map(url -> filled(url, options)).toList();
        String chosen = options.get("jwks_url");
        if (chosen != null) {
            HostPin pin = new HostPin(rule.hosts(), rule.path());
            urls = List.of(pin.accepted(chosen)
                    .map(URI::toString)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "option jwks_url is \"" + chosen + "\": give an https URL of " + provider)));
        }
        Map<String, KeySource> byUrl = new LinkedHashMap<>();
        for (String url : urls) {
            byUrl.put(
                    url,
                    FetchedKeys.set(none ->
                            fetcher.fetch(KeyRequest.get(URI.create(url))).thenApply(Jwks::parse)));
        }
        return byUrl.size() == 1 ? byUrl.values().iterator().next() : new KeySetChoice(byUrl);
    }

    /** A URL with the option {@code issuer} filled in, which then has to be an https one. */
    private String filled(String url, Map<String, String> options) {
        if (!url.contains("{issuer}")) {
            return url;
        }
        String issuer = options.getOrDefault("issuer", "");
        String bare = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        if (!bare.matches("https://[A-Za-z0-9.-]+(:[0-9]+)?(/[!-~&&[^?#\\\\]]*)?")) {
            throw new IllegalArgumentException("option issuer is \"" + issuer + "\": " + provider
                    + " needs its https URL, under which its public keys are found");
        }
        return url.replace("{issuer}", bare);
    }

    /** Keys in PEM on one host, each of which a request names by its path. */
    private KeySource byPath() {
        URI usual = URI.create(rule.urls().get(0));
        Pattern paths = Pattern.compile(rule.path());
        return FetchedKeys.each(
                path -> paths.matcher(path).matches() && !path.contains(".."),
                path -> fetcher.fetch(KeyRequest.get(usual.resolve(path)))
                        .thenApply(pem -> List.of(new NamedKey(
                                path,
                                PemKeys.publicKey("the key at " + path, new String(pem, StandardCharsets.UTF_8))))));
    }

    private KeySource byId(String credential, Map<String, String> options) {
        String environment = options.getOrDefault("environment", "production");
        if (!environment.equals("production") && !environment.equals("sandbox")) {
            throw new IllegalArgumentException(
                    "option environment is \"" + environment + "\": give production or sandbox");
        }
        String url = rule.urls().get(environment.equals("sandbox") ? rule.urls().size() - 1 : 0);
        Pattern ids = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
        AnswerById answers = new AnswerById(rule, url, credential, fetcher);
        return FetchedKeys.each(id -> ids.matcher(id).matches() && !id.contains(".."), answers::fetch);
    }
}
