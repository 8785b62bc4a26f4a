package io.hooklatch.receive;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts learnt secrets with AES-256-GCM, bound to their endpoint's name. The keys are derived from the store's key, and
 * the nonce from what is encrypted, so that no nonce can ever serve for two different secrets. Thread-safe.
 */
final class SecretSeal {
    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec sealingKey;
    private final byte[] nonceKey;

    /** @param storeKey the key of the store, kept apart from its rows */
    SecretSeal(byte[] storeKey) {
        sealingKey = new SecretKeySpec(mac(storeKey, "hooklatch learnt secret: key"), "AES");
        nonceKey = mac(storeKey, "hooklatch learnt secret: nonce");
    }

    /** The nonce and what GCM makes of the secret. */
    byte[] seal(String endpoint, String secret) {
        byte[] nonce = Arrays.copyOf(mac(nonceKey, endpoint + "\n" + secret), NONCE_BYTES);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, endpoint, nonce, secret.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("every JDK encrypts with " + CIPHER));
        byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
        System.arraycopy(encrypted, 0, sealed, NONCE_BYTES, encrypted.length);
        return sealed;
    }

    /** The secret; absent when it was sealed under another key or for another endpoint, or was changed. */
    Optional<String> open(String endpoint, byte[] sealed) {
        if (sealed.length <= NONCE_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return run(Cipher.DECRYPT_MODE, endpoint, nonce, Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> run(int mode, String endpoint, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, sealingKey, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(endpoint.getBytes(StandardCharsets.UTF_8));
            return Optional.of(cipher.doFinal(text));
        } catch (GeneralSecurityException e) {
            // A wrong tag is how GCM says that key, endpoint or bytes are not the ones of the sealing.
            return Optional.empty();
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }
}
