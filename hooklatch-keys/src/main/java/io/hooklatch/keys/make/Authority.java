package io.hooklatch.keys.make;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever issues certificates (X.509, RFC 5280) to try things with: valid from 2020 to 2100, so that no clock is needed.
 *
 * @param pair its keys: RSA, or EC
 * @param name its common name
 */
record Authority(KeyPair pair, String name, SecureRandom random) {
    private static final String BEGINS = "20200101000000Z";
    private static final String ENDS = "21000101000000Z";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";

    /** A certificate of its own keys, as a root is. */
    X509Certificate self() {
        return issue(pair, name, true, List.of());
    }

    /**
     * A certificate of somebody's public key.
     *
     * @param authority whether its owner may issue certificates
     * @param marks object identifiers of extensions that say nothing but that they are there
     */
    X509Certificate issue(KeyPair owner, String ownerName, boolean authority, List<String> marks) {
        byte[] algorithm = algorithm();
        List<byte[]> extensions = new ArrayList<>();
        if (authority) {
            extensions.add(extension(BASIC_CONSTRAINTS, Der.yes(), Der.sequence(Der.yes())));
        }
        marks.forEach(mark -> extensions.add(extension(mark, new byte[0], Der.NULL)));
        byte[] more =
                extensions.isEmpty() ? new byte[0] : Der.of(0xa3, Der.sequence(extensions.toArray(byte[][]::new)));
        byte[] signed = Der.sequence(
                Der.of(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(120, random).setBit(119)),
                algorithm,
                distinguished(name),
                Der.sequence(Der.time(BEGINS), Der.time(ENDS)),
                distinguished(ownerName),
                owner.getPublic().getEncoded(),
                more);
        try {
            Signature signature = Signature.getInstance(isRsa() ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(pair.getPrivate(), random);
            signature.update(signed);
            byte[] whole = Der.sequence(signed, algorithm, Der.bits(signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no certificates", e);
        }
    }

    private boolean isRsa() {
        return pair.getPublic().getAlgorithm().equals("RSA");
    }

    private byte[] algorithm() {
        return isRsa()
                ? Der.sequence(Der.identifier("1.2.840.113549.1.1.11"), Der.NULL)
                : Der.sequence(Der.identifier("1.2.840.10045.4.3.2"));
    }

    private static byte[] distinguished(String commonName) {
        return Der.sequence(Der.of(0x31, Der.sequence(Der.identifier(COMMON_NAME), Der.text(commonName))));
    }

    private static byte[] extension(String identifier, byte[] critical, byte[] value) {
        return Der.sequence(Der.identifier(identifier), critical, Der.octets(value));
    }
}
