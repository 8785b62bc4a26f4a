package io.hooklatch.keys.code;

import io.hooklatch.keys.fetch.KeyFetcher;
import io.hooklatch.keys.fetch.KeyRequest;
import io.hooklatch.keys.source.Certificates;
import io.hooklatch.keys.source.FetchedKeys;
import io.hooklatch.keys.source.HostPin;
import io.hooklatch.keys.source.KeySource;
import io.hooklatch.keys.source.Lookup;
import io.hooklatch.keys.source.NamedKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Certificates at URLs that the sender names: the URL has to be the provider's, the certificate has to hold at the time of
 * receipt and to bear the right name, and where the recipe asks for it, it leads to a trusted root.
 */
final class CertificateKeys implements KeySource {
    private final KeysRule rule;
    private final KeySource documents;
    private final Optional<Set<TrustAnchor>> roots;
    private final HostPin pin;

    /** A chain that came from a URL, passed on as if it were its key. */
    private record Chain(List<X509Certificate> certificates) implements PublicKey {
        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return certificates.get(0).getPublicKey().getAlgorithm();
        }

        @Override
        public String getFormat() {
            return String.valueOf(certificates.get(0).getPublicKey().getFormat());
        }

        @Override
        public byte[] getEncoded() {
            return certificates.get(0).getPublicKey().getEncoded();
        }
    }

    CertificateKeys(KeysRule rule, Map<String, String> options, KeyFetcher fetcher) {
        this.rule = rule;
        this.pin = new HostPin(rule.hosts(), rule.path());
        this.roots = roots(rule, options);
        String given = options.get("certificates");
        this.documents = given == null
                ? FetchedKeys.each(
                        url -> pin.accepted(url).isPresent(),
                        url -> fetcher.fetch(KeyRequest.get(URI.create(url))).thenApply(pem -> keys(url, pem)))
                : fixed(given);
    }

    static Optional<Set<TrustAnchor>> roots(KeysRule rule, Map<String, String> options) {
        String given = options.get("certificate_roots");
        if (given != null) {
            return Optional.of(Certificates.anchors(Certificates.parse(given)));
        }
        return rule.chain() ? Optional.of(Certificates.trustedByTheJdk()) : Optional.empty();
    }

    private static List<NamedKey> keys(String url, byte[] pem) {
        List<X509Certificate> chain = Certificates.parse(pem);
        return List.of(new NamedKey(url.substring(url.lastIndexOf('/') + 1), new Chain(chain)));
    }

    private static KeySource fixed(String json) {
        Map<String, Object> byUrl = Json.object(json)
                .orElseThrow(() -> new IllegalArgumentException(
                        "option certificates is no JSON object: give {\"URL\": \"-----BEGIN CERTIFICATE-----…\"}"));
        Map<String, NamedKey> keys = new java.util.LinkedHashMap<>();
        byUrl.forEach((url, pem) -> keys.put(
                url,
                keys(url, String.valueOf(pem).getBytes(StandardCharsets.UTF_8)).get(0)));
        return KeySource.fixed(keys);
    }

    @Override
    public CompletionStage<Void> prepare(String url, long nowMillis) {
        return documents.prepare(url, nowMillis);
    }

    /** Certificates that are given by hand are held to the same URLs as those that are fetched. */
    @Override
    public Lookup find(String url, long nowMillis) {
        if (pin.accepted(url).isEmpty()) {
            return Lookup.of(List.of());
        }
        Lookup found = documents.find(url, nowMillis);
        return found.isUnavailable()
                ? found
                : Lookup.of(found.keys().stream()
                        .filter(key -> holds(((Chain) key.key()).certificates(), nowMillis))
                        .map(key -> new NamedKey(
                                key.id(),
                                ((Chain) key.key()).certificates().get(0).getPublicKey()))
                        .toList());
    }

    private boolean holds(List<X509Certificate> chain, long nowMillis) {
        return Certificates.isOf(chain.get(0), rule.names(), nowMillis)
                && (roots.isEmpty() || Certificates.leadTo(roots.get(), chain, nowMillis));
    }
}
