package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptionTest {
    @Test
    void pairsWithATimestampShowTheWholeText() {
        Description stripe = describe("stripe");
        assertThat(stripe.proof()).isEqualTo("HMAC-SHA256 of timestamp + \".\" + body, in hexadecimal digits");
        assertThat(stripe.places()).containsExactly("header stripe-signature: t=TIME,v1=SIGNATURE");
        assertThat(stripe.key()).isEqualTo("the text itself");
        assertThat(stripe.freshness()).isEqualTo("at most 300 s off");
        assertThat(stripe.eventId()).isEqualTo("json /id");
        assertThat(stripe.dedupe()).isEqualTo("json /id");
    }

    @Test
    void aValueOfItsOwnShowsItsPrefixAndNoTime() {
        Description github = describe("github");
        assertThat(github.places()).containsExactly("header x-hub-signature-256: sha256=SIGNATURE");
        assertThat(github.freshness()).isEmpty();
        assertThat(github.deliveryId()).isEqualTo("header x-github-delivery");
        assertThat(github.dedupe()).isEqualTo("header x-github-delivery, and signed bytes");
    }

    @Test
    void theTimestampInAHeaderIsAPlaceAndTheKeyHasItsPrefix() {
        Description standard = describe("standard-webhooks");
        assertThat(standard.proof()).endsWith("+ \".\" + timestamp + \".\" + body, in base64");
        assertThat(standard.places()).hasSize(2).last().asString().endsWith(": TIME");
        assertThat(standard.key()).isEqualTo("base64 after whsec_");
    }

    @Test
    void everyAlgorithmHasAName() {
        assertThat(proof("digest-sha512", "[\"secret\", \"body\"]"))
                .isEqualTo("SHA-512 digest of secret + body, in hexadecimal digits");
        assertThat(proof("hmac-md5", "[\"body\"]")).startsWith("HMAC-MD5 of body");
        assertThat(proof("ed25519", "[\"timestamp\", \"body\"]")).startsWith("Ed25519 signature of timestamp + body");
        assertThat(proof("ecdsa-sha256", "[\"body\"]")).startsWith("ECDSA signature with SHA-256 of");
        assertThat(proof("rsa-sha1", "[\"body\"]")).startsWith("RSA signature with SHA-1 of");
        assertThat(proof("rsa-pss-sha512", "[\"body\"]")).startsWith("RSA-PSS signature with SHA-512 of");
    }

    @Test
    void publicKeysTokensAndNothingSayWhatTheyAre() {
        assertThat(recipe("ed25519", "[\"body\"]").describe().key()).isEqualTo("public key, PEM");
        assertThat(Recipe.bearerToken().build().describe())
                .isEqualTo(new Description(
                        "shared token: the sender shows the secret",
                        List.of("header authorization: Bearer TOKEN"),
                        "the text itself",
                        "",
                        "",
                        "",
                        "",
                        "body digest"));
        assertThat(Recipe.basicAuth().build().describe().key()).isEqualTo("user:password");
        assertThat(Recipe.unverified().build().describe().proof()).isEqualTo("nothing is verified");
    }

    private static Description describe(String provider) {
        return Catalogue.standard().find(provider).orElseThrow().describe();
    }

    private static String proof(String algorithm, String signs) {
        return recipe(algorithm, signs).describe().proof();
    }

    private static Recipe recipe(String algorithm, String signs) {
        return Recipe.parse("acme", """
                {"signature": {"in": "header x-sig", "algorithm": "%s", "signs": %s, "key": {"encoding": "pem"}},
                 "timestamp": {"in": "header x-time", "unit": "s"}, "allow": ["weak-digest", "timestamp-not-signed"]}
                """.formatted(algorithm, signs));
    }
}
