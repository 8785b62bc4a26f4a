package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New pairs of keys, and public keys in the forms in which they are configured. */
class KeyPairTextTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Request BARE = Request.post("/", Headers.of("x-id", "1"), Samples.BODY);

    @ParameterizedTest
    @CsvSource({
        "ed25519, hex, [0-9a-f]{64}",
        "ed25519, base64, [A-Za-z0-9+/]{43}=",
        "ed25519, base64url, [A-Za-z0-9_-]{43}",
        "ed25519, jwks, '\\{\"keys\":\\[\\{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"[A-Za-z0-9_-]{43}\"}]}'",
        "ed25519, pem, '(?s)-----BEGIN PUBLIC KEY-----\\n.*\\n-----END PUBLIC KEY-----\\n'",
        "ecdsa-sha256, base64, MFkw[A-Za-z0-9+/]+=*",
        "rsa-sha256, pem, '(?s)-----BEGIN PUBLIC KEY-----\\n.*\\n-----END PUBLIC KEY-----\\n'",
        "rsa-pss-sha512, base64, MIIB[A-Za-z0-9+/]+=*"
    })
    void aNewPairSignsAndVerifiesInTheFormOfTheScheme(String algorithm, String encoding, String form) {
        Recipe recipe = recipe(algorithm, encoding);
        KeyPairText pair = recipe.newKeyPair(RANDOM).orElseThrow();
        assertThat(pair.publicKey()).matches(form);
        assertThat(pair.privateKey()).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(pair.toString()).contains(pair.publicKey()).doesNotContain("PRIVATE");
        Request signed = recipe.signer(pair.privateKey(), Map.of()).sign(BARE, Names.none(), 0);
        Verifier verifier = recipe.verifier(List.of(pair.publicKey()), Map.of());
        assertThat(verifier.verify(signed, 0).accepted()).isTrue();
        KeyPairText other = recipe.newKeyPair(RANDOM).orElseThrow();
        assertThat(recipe.verifier(List.of(other.publicKey()), Map.of())
                        .verify(signed, 0)
                        .reason())
                .contains(Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void whereTheSecretIsSharedThereIsNoPair() {
        assertThat(Recipe.hmacSha256().header("x").build().newKeyPair(RANDOM)).isEmpty();
        assertThat(Recipe.sharedToken("x").build().newKeyPair(RANDOM)).isEmpty();
    }

    @Test
    void aKeySetHoldsKeysOfEveryKind() throws Exception {
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        java.security.KeyPair ec = curve.generateKeyPair();
        java.security.KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        ECPublicKey point = (ECPublicKey) ec.getPublic();
        RSAPublicKey modulus = (RSAPublicKey) rsa.getPublic();
        String set = "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
                + url(point.getW().getAffineX().toByteArray()) + "\",\"y\":\""
                + url(point.getW().getAffineY().toByteArray()) + "\"},{\"kty\":\"RSA\",\"n\":\""
                + url(modulus.getModulus().toByteArray()) + "\",\"e\":\"AQAB\"},{\"kty\":\"oct\",\"k\":\"AAAA\"}]}";
        for (String algorithm : List.of("ecdsa-sha256", "rsa-sha256")) {
            Recipe recipe = recipe(algorithm, "jwks");
            byte[] key = (algorithm.startsWith("rsa") ? rsa : ec).getPrivate().getEncoded();
            Request signed =
                    recipe.signer(Pem.text("PRIVATE KEY", key), Map.of()).sign(BARE, Names.none(), 0);
            assertThat(recipe.verifier(List.of(set), Map.of()).verify(signed, 0).keyId())
                    .contains("1");
        }
        assertThatThrownBy(() -> recipe("ed25519", "jwks").verifier(List.of(set), Map.of()))
                .hasMessage("secret 1 of keyed holds no key for ed25519");
    }

    @Test
    void aBrokenKeySetIsRefusedWithoutShowingIt() {
        for (String broken : List.of(
                "{\"keys\":[{\"d\":\"hush\"", "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"hush!\"}]}")) {
            assertThatThrownBy(() -> recipe("ed25519", "jwks").verifier(List.of(broken), Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("secret 1 of keyed")
                    .hasMessageContaining("give the key set unchanged")
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void theSecretThatFitIsNamedWhateverNumberOfKeysTheOthersHold() {
        Recipe recipe = recipe("ed25519", "jwks");
        KeyPairText one = recipe.newKeyPair(RANDOM).orElseThrow();
        KeyPairText two = recipe.newKeyPair(RANDOM).orElseThrow();
        KeyPairText three = recipe.newKeyPair(RANDOM).orElseThrow();
        String both = one.publicKey().replace("]}", ",") + two.publicKey().substring("{\"keys\":[".length());
        Verifier verifier = recipe.verifier(Arrays.asList(both, three.publicKey()), Map.of());
        List<KeyPairText> pairs = List.of(one, two, three);
        for (int i = 0; i < 3; i++) {
            Request signed = recipe.signer(pairs.get(i).privateKey(), Map.of()).sign(BARE, Names.none(), 0);
            assertThat(verifier.verify(signed, 0).keyId()).contains(i < 2 ? "1" : "2");
        }
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Recipe recipe(String algorithm, String encoding) {
        return Recipe.parse(
                "keyed",
                "{\"signature\":{\"in\":\"header x-sig\",\"encoding\":\"base64\",\"algorithm\":\"" + algorithm
                        + "\",\"key\":{\"encoding\":\"" + encoding + "\"}}}");
    }
}
