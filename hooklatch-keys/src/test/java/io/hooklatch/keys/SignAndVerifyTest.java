package io.hooklatch.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Verifier;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is signed with a key of one's own is accepted under its counterpart, and under no other. */
class SignAndVerifyTest {
    private static Recipe recipe(String provider) {
        return Catalogue.standard().find(provider).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fusionauth", "netlify", "vonage", "messagebird", "upstash-qstash", "monday", "jira-connect"})
    void sharedSecrets(String provider) {
        Fixture valid = Fixed.valid(provider);
        String secret = valid.secrets().get(0);
        Request signed =
                recipe(provider).signer(secret, valid.options()).sign(valid.request(), Names.none(), valid.nowMillis());
        Verifier right = recipe(provider).verifier(List.of("another-secret", secret), valid.options());
        assertThat(right.verify(signed, valid.nowMillis()).accepted())
                .as(right.verify(signed, valid.nowMillis()).detail())
                .isTrue();
        assertThat(right.verify(signed, valid.nowMillis()).keyId()).contains("2");
        Verdict wrong = recipe(provider)
                .verifier(List.of("another-secret"), valid.options())
                .verify(signed, valid.nowMillis());
        assertThat(wrong.reason()).contains(Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "plaid, ES256, jwks",
        "google-pubsub-push, RS256, jwks",
        "kinde, RS256, jwks",
        "truelayer, ES512, jwks",
        "saleor-jws, RS256, jwks",
        "neon-auth, EdDSA, jwks",
        "fireblocks-v2, RS512, jwks",
        "constant-contact, RS256, jwks",
        "shipengine, RS256, jwks",
        "circle, ES256, public_keys",
        "ebay, ES256, public_keys",
    })
    void keyPairs(String provider, String algorithm, String option) {
        Fixture valid = Fixed.valid(provider);
        KeyPair pair = Fixed.pair(algorithm);
        Map<String, String> options = Fixed.without(valid, option);
        options.put(
                "public_keys",
                "{\"key-new\":\""
                        + Fixed.pem("PUBLIC", pair.getPublic().getEncoded()).replaceAll("[\r\n]+", "\\\\n") + "\"}");
        Request ready = valid.request();
        Request signed;
        if (provider.equals("ebay") || provider.equals("truelayer")) {
            // The key's id stands beside the signature, so that it has to be known to whoever signs.
            signed = recipe(provider)
                    .signer(Jwk.of(pair, "key-new"), options)
                    .sign(ready, Names.none(), valid.nowMillis());
        } else {
            String pem = Fixed.pem("PRIVATE", pair.getPrivate().getEncoded());
            signed = recipe(provider).signer(pem, options).sign(ready, Names.none(), valid.nowMillis());
        }
        Verifier verifier = recipe(provider).verifier(List.of(), options);
        Verdict verdict = verifier.verify(signed, valid.nowMillis());
        assertThat(verdict.accepted()).as(verdict.detail()).isTrue();
        Verdict other = recipe(provider)
                .verifier(List.of(), new LinkedHashMap<>(valid.options()))
                .verify(signed, valid.nowMillis());
        assertThat(other.reason()).contains(Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wix", "lago-jwt"})
    void publicKeysAsSecrets(String provider) {
        Fixture valid = Fixed.valid(provider);
        KeyPair pair = Fixed.pair("RS256");
        Request signed = recipe(provider)
                .signer(Fixed.pem("PRIVATE", pair.getPrivate().getEncoded()), valid.options())
                .sign(valid.request(), Names.none(), valid.nowMillis());
        String secret = Fixed.pem("PUBLIC", pair.getPublic().getEncoded());
        Verdict verdict =
                recipe(provider).verifier(List.of(secret), valid.options()).verify(signed, valid.nowMillis());
        assertThat(verdict.accepted()).as(verdict.detail()).isTrue();
    }
}
