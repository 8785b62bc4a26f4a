package io.hooklatch.keys.source;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** X.509 certificates and the chains that they make (PKIX, RFC 5280, without looking for revocations). */
public final class Certificates {
    private static final int MOST = 10;

    private Certificates() {}

    /**
     * The certificates of a PEM document, leaf first.
     *
     * @throws IllegalArgumentException when there is none, or one is broken, or there are more than ten
     */
    public static List<X509Certificate> parse(byte[] pem) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                chain.add((X509Certificate) certificate);
            }
            if (chain.isEmpty() || chain.size() > MOST) {
                throw new IllegalArgumentException(chain.size() + " certificates where 1 to " + MOST + " are expected");
            }
            return chain;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("no certificate: " + e.getMessage(), e);
        }
    }

    /** As {@link #parse(byte[])} from text. */
    public static List<X509Certificate> parse(String pem) {
        return parse(pem.getBytes(StandardCharsets.UTF_8));
    }

    /** These certificates as trusted roots. */
    public static Set<TrustAnchor> anchors(List<X509Certificate> roots) {
        return roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toUnmodifiableSet());
    }

    /** The roots that the JDK trusts. */
    public static Set<TrustAnchor> trustedByTheJdk() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            List<X509Certificate> roots = new ArrayList<>();
            for (var manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager trusted) {
                    roots.addAll(List.of(trusted.getAcceptedIssuers()));
                }
            }
            return anchors(roots);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the trusted roots of this JDK cannot be read", e);
        }
    }

    /** Whether the chain, leaf first, leads to one of the roots and holds at this time. */
    public static boolean leadTo(Set<TrustAnchor> roots, List<X509Certificate> chain, long nowMillis) {
        if (roots.isEmpty()) {
            return false;
        }
        Set<X509Certificate> trusted = new HashSet<>();
        roots.forEach(root -> trusted.add(root.getTrustedCert()));
        List<X509Certificate> path = chain.stream()
                .filter(certificate -> !trusted.contains(certificate))
                .toList();
        try {
            PKIXParameters parameters = new PKIXParameters(roots);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(Instant.ofEpochMilli(nowMillis)));
            if (path.isEmpty()) {
                return false;
            }
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether a certificate holds at this time and one of its names fits one of these patterns, where there are any. */
    public static boolean isOf(X509Certificate leaf, List<String> hosts, long nowMillis) {
        try {
            leaf.checkValidity(Date.from(Instant.ofEpochMilli(nowMillis)));
            Set<String> names = new HashSet<>();
            var alternatives = leaf.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(name -> names.add(String.valueOf(name.get(1))));
            }
            for (String part : leaf.getSubjectX500Principal().getName().split(",", -1)) {
                names.add(part.startsWith("CN=") ? part.substring(3) : "");
            }
            return hosts.isEmpty()
                    || names.stream().anyMatch(name -> hosts.stream().anyMatch(name::matches));
        } catch (CertificateException e) {
            return false;
        }
    }

    /** The SHA-256 of a certificate as lower-case hexadecimal digits. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a certificate cannot be written down", e);
        }
    }
}
