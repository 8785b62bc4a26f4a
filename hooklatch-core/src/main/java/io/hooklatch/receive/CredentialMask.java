package io.hooklatch.receive;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import java.net.URLDecoder;
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
 * Replaces the values of credential headers and parameters by a digest under the store's own key, so that they can be compared again but
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

    /** The raw target with digests in the place of the raw values of these parameters; everything else as it was. */
    String target(String target, Set<String> credentials) {
        int query = target.indexOf('?');
        if (credentials.isEmpty() || query < 0) {
            return target;
        }
        StringBuilder masked = new StringBuilder(target.substring(0, query));
        char before = '?';
        for (String field : target.substring(query + 1).split("&", -1)) {
            int equals = field.indexOf('=');
            String name = decoded(equals < 0 ? field : field.substring(0, equals));
            masked.append(before);
            masked.append(
                    equals >= 0 && credentials.contains(name)
                            ? field.substring(0, equals + 1) + digest("query " + name, field.substring(equals + 1))
                            : field);
            before = '&';
        }
        return masked.toString();
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // An incomplete escape stands for itself, as it does where the token is looked for.
            return name;
        }
    }

    /** The mark of a masked value, then HMAC-SHA256 of {@code name: value}, name in lower case, in hex. */
    private String digest(String name, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) ':');
            mac.update((byte) ' ');
            return Header.MASK + HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
