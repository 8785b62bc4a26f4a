package io.hooklatch.keys.source;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Key sets and single keys of RFC 7517, of which only public keys are taken: a secret that is published is none. */
public final class Jwks {
    private static final int MOST = 100;
    private static final int LONGEST_ID = 128;
    /** What RFC 8410 puts before the 32 bytes of a public key. */
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    private Jwks() {}

    /**
     * The public keys of a set, or the one key of a document that is a key itself. Keys of unknown types and those that are
     * not for signatures are passed over. A key without an id gets its number in the set.
     *
     * @throws IllegalArgumentException when it is no key set, or holds more than 100 keys
     */
    public static List<NamedKey> parse(byte[] json) {
        try {
            Map<String, Object> document = JSONObjectUtils.parse(new String(json, StandardCharsets.UTF_8));
            List<JWK> all =
                    document.containsKey("keys") ? JWKSet.parse(document).getKeys() : List.of(JWK.parse(document));
            if (all.size() > MOST) {
                throw new IllegalArgumentException("the key set holds " + all.size() + " keys, " + MOST + " at most");
            }
            List<NamedKey> keys = new ArrayList<>();
            for (JWK jwk : all) {
                String id = jwk.getKeyID() == null ? Integer.toString(keys.size() + 1) : jwk.getKeyID();
                boolean forSignatures =
                        jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
                if (jwk instanceof AsymmetricJWK && forSignatures && id.length() <= LONGEST_ID) {
                    keys.add(new NamedKey(id, key(jwk)));
                }
            }
            return keys;
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException("no JSON Web Key Set: " + e.getMessage(), e);
        }
    }

    private static PublicKey key(JWK jwk) throws JOSEException {
        if (!(jwk instanceof OctetKeyPair pair)) {
            return ((AsymmetricJWK) jwk).toPublicKey();
        }
        byte[] x = pair.getX().decode();
        byte[] whole = new byte[ED25519.length + x.length];
        System.arraycopy(ED25519, 0, whole, 0, ED25519.length);
        System.arraycopy(x, 0, whole, ED25519.length, x.length);
        return PemKeys.publicKey("key of the set", Base64.getEncoder().encodeToString(whole));
    }
}
