package io.hooklatch.keys.code;

import com.nimbusds.jose.JWSHeader;
import io.hooklatch.keys.source.Certificates;
import io.hooklatch.keys.source.Lookup;
import io.hooklatch.keys.source.NamedKey;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The chain of certificates that a token carries itself ({@code x5c}), which counts only up to a root that is known. */
final class TokenChain {
    private static final int LONGEST = 5;

    private final KeysRule rule;
    private final Optional<Set<TrustAnchor>> given;

    TokenChain(KeysRule rule, Map<String, String> options) {
        this.rule = rule;
        this.given = options.containsKey("certificate_roots") ? CertificateKeys.roots(rule, options) : Optional.empty();
    }

    Lookup find(JWSHeader header, long nowMillis) {
        List<X509Certificate> chain = certificates(header);
        if (chain.size() < 2 || chain.size() > LONGEST) {
            return Lookup.of(List.of());
        }
        Set<TrustAnchor> roots = given.orElseGet(() -> known(chain.get(chain.size() - 1)));
        boolean marked = true;
        for (int i = 0; i < rule.marks().size(); i++) {
            marked &= chain.get(i).getExtensionValue(rule.marks().get(i)) != null;
        }
        return marked && Certificates.leadTo(roots, chain, nowMillis)
                ? Lookup.of(List.of(new NamedKey("x5c", chain.get(0).getPublicKey())))
                : Lookup.of(List.of());
    }

    private Set<TrustAnchor> known(X509Certificate last) {
        return rule.roots().contains(Certificates.fingerprint(last)) ? Certificates.anchors(List.of(last)) : Set.of();
    }

    private static List<X509Certificate> certificates(JWSHeader header) {
        List<X509Certificate> chain = new ArrayList<>();
        if (header.getX509CertChain() == null || header.getX509CertChain().size() > LONGEST) {
            return chain;
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (var text : header.getX509CertChain()) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(text.decode())));
            }
            return chain;
        } catch (CertificateException e) {
            return List.of();
        }
    }
}
