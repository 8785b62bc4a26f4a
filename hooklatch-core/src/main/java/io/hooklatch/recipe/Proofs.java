package io.hooklatch.recipe;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The three kinds of {@link Proof}. */
final class Proofs {
    private Proofs() {}

    /**
     * A proof for one key.
     *
     * @throws IllegalArgumentException when the key is none of this algorithm
     */
    static Proof of(Algorithm algorithm, byte[] key) {
        try {
            return switch (algorithm.family()) {
                case HMAC -> new MacProof(mac(algorithm, key));
                case DIGEST -> new DigestProof(Hash.of(algorithm.jca()));
                case PUBLIC_KEY -> new PublicKeyProof(algorithm, PublicKeys.publicKey(algorithm, key));
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key is none for " + algorithm.text(), e);
        }
    }

    static Mac mac(Algorithm algorithm, byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm.jca());
        mac.init(new SecretKeySpec(key, algorithm.jca()));
        return mac;
    }

    /** A proof that computes the only right signature and compares, in constant time. */
    private abstract static class Computed implements Proof {
        private byte @Nullable [] expected;

        abstract byte[] compute();

        @Override
        public boolean fits(byte[] signature) {
            if (expected == null) {
                expected = compute();
            }
            return MessageDigest.isEqual(expected, signature);
        }

        @Override
        public boolean asksAgain() {
            return true;
        }

        @Override
        public void reset() {
            expected = null;
        }
    }

    private static final class MacProof extends Computed {
        private final Mac mac;

        MacProof(Mac mac) {
            this.mac = mac;
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            mac.update(bytes, offset, length);
        }

        @Override
        byte[] compute() {
            return mac.doFinal();
        }

        @Override
        public void reset() {
            super.reset();
            mac.reset();
        }
    }

    private static final class DigestProof extends Computed {
        private final MessageDigest digest;

        DigestProof(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        byte[] compute() {
            return digest.digest();
        }

        @Override
        public void reset() {
            super.reset();
            digest.reset();
        }
    }

    private static final class PublicKeyProof implements Proof {
        private final PublicKey key;
        private final Signature signature;

        PublicKeyProof(Algorithm algorithm, PublicKey key) throws GeneralSecurityException {
            this.key = key;
            signature = PublicKeys.signature(algorithm);
            reset();
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            try {
                signature.update(bytes, offset, length);
            } catch (SignatureException e) {
                throw new IllegalStateException("not reset before", e);
            }
        }

        @Override
        public boolean fits(byte[] candidate) {
            try {
                return signature.verify(candidate);
            } catch (SignatureException e) {
                // So the JDK answers a signature that cannot be one, such as wrong DER. It does not fit.
                return false;
            }
        }

        @Override
        public boolean asksAgain() {
            return false;
        }

        /** Begins anew, since the JDK may keep the message when a signature cannot be read. */
        @Override
        public void reset() {
            try {
                signature.initVerify(key);
            } catch (InvalidKeyException e) {
                throw new IllegalArgumentException("the key is none for " + signature.getAlgorithm(), e);
            }
        }
    }
}
