package io.hooklatch.recipe;

import static io.hooklatch.recipe.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemes with a static public key. */
class PublicKeyTest {
    private static final Map<String, KeyPair> PAIRS = new HashMap<>();
    private static final Request BARE = Request.post("/", Headers.none(), Samples.BODY);

    @ParameterizedTest
    @CsvSource({
        "ed25519, Ed25519",
        "ecdsa-sha256, EC",
        "rsa-sha1, RSA",
        "rsa-sha256, RSA",
        "rsa-sha512, RSA",
        "rsa-pss-sha512, RSA"
    })
    void whatTheOwnerOfThePrivateKeySignsVerifies(String algorithm, String keys) {
        KeyPair pair = PAIRS.computeIfAbsent(keys, PublicKeyTest::pair);
        KeyPair other = PAIRS.computeIfAbsent(keys + " ", PublicKeyTest::pair);
        Recipe recipe = recipe(algorithm, "base64", "pem");
        Request signed = recipe.signer(pem("PRIVATE", pair.getPrivate().getEncoded()), Map.of())
                .sign(BARE, Names.none(), NOW);
        Verifier verifier = recipe.verifier(
                List.of(
                        pem("PUBLIC", other.getPublic().getEncoded()),
                        base64(pair.getPublic().getEncoded())),
                Map.of());
        assertThat(verifier.verify(signed, NOW).keyId()).contains("2");
        Request changed = signed.withBody(new Arbitrary(1).oneBitOff(signed.body()));
        assertThat(verifier.verify(changed, NOW).reason()).contains(Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void bareEd25519KeysInHexadecimalDigits() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Recipe recipe = recipe("ed25519", "hex", "hex");
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(BARE.body());
        String hex = HexFormat.of().formatHex(signature.sign());
        String publicKey = last32(pair.getPublic().getEncoded());
        Verifier verifier = recipe.verifier(List.of(publicKey), Map.of());
        assertThat(verifier.verify(BARE.withHeader("x-sig", hex), NOW).accepted())
                .isTrue();
        Request ours = recipe.signer(pem("PRIVATE", pair.getPrivate().getEncoded()), Map.of())
                .sign(BARE, Names.none(), NOW);
        assertThat(ours.headers().first("x-sig")).contains(hex);
    }

    @Test
    void aPublicKeyIsNotTakenForAPrivateOne() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String bare = last32(pair.getPublic().getEncoded());
        assertThatThrownBy(() -> recipe("ed25519", "hex", "hex").signer(bare, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("may be a public key")
                .hasMessageContaining("BEGIN PRIVATE KEY")
                .hasMessageNotContaining(bare);
        assertThatThrownBy(() -> recipe("ed25519", "hex", "pem")
                        .signer(pem("PUBLIC", pair.getPublic().getEncoded()), Map.of()))
                .hasMessageContaining("no private key for ed25519");
    }

    @Test
    void fault44_aSignatureThatCannotBeOneLeavesNothingBehind() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        Recipe recipe = recipe("ecdsa-sha256", "base64", "pem");
        Request good =
                recipe.signer(base64(pair.getPrivate().getEncoded()), Map.of()).sign(BARE, Names.none(), NOW);
        Verifier verifier = recipe.verifier(List.of(base64(pair.getPublic().getEncoded())), Map.of());
        for (byte[] bad : List.of(new byte[] {1}, new byte[70], new byte[] {0x30, (byte) 0x84, -1, -1, -1, -1})) {
            Request broken = BARE.withHeader("x-sig", base64(bad));
            assertThat(verifier.verify(broken, NOW).reason()).contains(Reason.SIGNATURE_MISMATCH);
            assertThat(verifier.verify(good, NOW).accepted()).isTrue();
        }
    }

    @Test
    void ofSeveralSignaturesAnyMayFit() {
        KeyPair pair = PAIRS.computeIfAbsent("EC", PublicKeyTest::pair);
        Recipe recipe = Recipe.parse(
                "keyed",
                "{\"signature\":{\"in\":\"header x-sig\",\"list\":{\"between\":\" \"},\"encoding\":\"base64\","
                        + "\"algorithm\":\"ecdsa-sha256\",\"key\":{\"encoding\":\"pem\"}}}");
        Signer signer = recipe.signer(base64(pair.getPrivate().getEncoded()), Map.of());
        String good =
                signer.sign(BARE, Names.none(), NOW).headers().first("x-sig").orElseThrow();
        String other = signer.sign(BARE.withBody(new byte[9]), Names.none(), NOW)
                .headers()
                .first("x-sig")
                .orElseThrow();
        Verifier verifier = recipe.verifier(List.of(base64(pair.getPublic().getEncoded())), Map.of());
        for (String value : List.of(good + " " + other, other + " " + other + " " + good, "AAAA " + good)) {
            assertThat(verifier.verify(BARE.withHeader("x-sig", value), NOW).accepted())
                    .isTrue();
        }
        assertThat(verifier.verify(BARE.withHeader("x-sig", other + " " + other), NOW)
                        .accepted())
                .isFalse();
    }

    @Test
    void aKeyThatIsNoneIsRefusedWhenBuilt() {
        assertThatThrownBy(() -> recipe("rsa-sha256", "base64", "pem").verifier(List.of("AAAABBBBCCCC"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret 1")
                .hasMessageContaining("rsa-sha256");
        assertThatThrownBy(() -> recipe("rsa-sha256", "base64", "pem").signer("AAAABBBBCCCC", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no private key for rsa-sha256");
    }

    private static KeyPair pair(String keys) {
        try {
            return KeyPairGenerator.getInstance(keys.strip()).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Recipe recipe(String algorithm, String encoding, String key) {
        return Recipe.parse(
                "keyed",
                "{\"signature\":{\"in\":\"header x-sig\",\"encoding\":\"" + encoding + "\",\"algorithm\":\"" + algorithm
                        + "\",\"key\":{\"encoding\":\"" + key + "\"}},\"allow\":\"weak-digest\"}");
    }

    private static String pem(String kind, byte[] key) {
        return "-----BEGIN " + kind + " KEY-----\n" + Base64.getMimeEncoder().encodeToString(key) + "\n-----END " + kind
                + " KEY-----\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String last32(byte[] encoded) {
        return HexFormat.of().formatHex(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }
}
