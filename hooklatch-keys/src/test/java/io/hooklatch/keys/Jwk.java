package io.hooklatch.keys;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;

/** Private JSON Web Keys. */
final class Jwk {
    private Jwk() {}

    static String of(KeyPair pair, String id) {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key)
                .privateKey(pair.getPrivate())
                .keyID(id)
                .build()
                .toJSONString();
    }
}
