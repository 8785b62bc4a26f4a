package io.hooklatch.recipe;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;

/** Keys in PEM (RFC 7468), or as its bare base64. */
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    /**
     * The key of a public or private key, or of a certificate, whose dates and issuer are not looked at: whoever
     * configures it trusts it.
     *
     * @throws IllegalArgumentException when it is none
     */
    static byte[] bytes(String text) {
        byte[] bytes = Base64.getDecoder()
                .decode(text.replaceAll("-----(BEGIN|END) [A-Z0-9 ]+-----", "").replaceAll("\\s|\\\\n", ""));
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            return bytes;
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes))
                    .getPublicKey()
                    .getEncoded();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("no certificate", e);
        }
    }

    /**
     * @param kind {@code PUBLIC KEY} or {@code PRIVATE KEY}
     */
    static String text(String kind, byte[] key) {
        String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }
}
