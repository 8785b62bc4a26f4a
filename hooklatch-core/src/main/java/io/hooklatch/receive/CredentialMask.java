package io.hooklatch.receive;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces the values of credential headers by a digest under the store's own key, so that they can be compared again but
 * not read. Thread-safe.
 */
final class CredentialMask {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    CredentialMask(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    Headers mask(Headers headers, Set<String> credentials) {
        List<Header> masked = null;
        List<Header> lines = headers.list();
        for (int i = 0; i < lines.size(); i++) {
            Header line = lines.get(i);
            String name = line.name().toLowerCase(Locale.ROOT);
            if (credentials.contains(name)) {
                if (masked == null) {
                    masked = new ArrayList<>(lines);
                }
                masked.set(i, new Header(line.name(), digest(name, line.value())));
            }
        }
        return masked == null ? headers : Headers.of(masked);
    }

    /** The mark of a masked value, then HMAC-SHA256 of {@code name: value}, name in lower case, in hex. */
    private String digest(String name, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(name.getBytes(StandardCharsets.ISO_8859_1));
            mac.update((byte) ':');
            mac.update((byte) ' ');
            return Header.MASK + HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
