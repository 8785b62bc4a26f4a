package io.hooklatch.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.KeyPairText;
import io.hooklatch.recipe.Recipe;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** New keys sign, and what is configured of them verifies: certificates, chains, key documents, public keys. */
class NewKeysTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<String> DOCUMENTS = Set.of("certificates", "certificate_roots", "public_keys", "jwks");

    static List<String> providers() {
        return CodedProvidersTest.providers().stream()
                .filter(name -> recipe(name).newKeyPair(RANDOM).isPresent())
                .toList();
    }

    private static Recipe recipe(String provider) {
        return Catalogue.standard().find(provider).orElseThrow();
    }

    private static Verdict verdict(Recipe recipe, KeyPairText keys, Request signed, Fixture fixture) {
        Map<String, String> options = new LinkedHashMap<>(fixture.options());
        options.keySet().removeIf(DOCUMENTS::contains);
        options.putAll(keys.options());
        List<String> secrets = keys.publicKey().isEmpty() ? List.of() : List.of(keys.publicKey());
        return recipe.verifier(secrets, options).verify(signed, fixture.nowMillis());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whatNewKeysSignFitsUnderTheirCounterpartAndNoOther(String provider) {
        Recipe recipe = recipe(provider);
        Fixture valid = Fixed.valid(provider);
        KeyPairText keys = recipe.newKeyPair(RANDOM).orElseThrow();
        Request signed = recipe.signer(keys.privateKey(), valid.options())
                .sign(valid.request(), Names.none(), valid.nowMillis());
        Verdict right = verdict(recipe, keys, signed, valid);
        assertThat(right.accepted()).as(right.detail()).isTrue();
        KeyPairText others = recipe.newKeyPair(RANDOM).orElseThrow();
        assertThat(verdict(recipe, others, signed, valid).reason()).contains(Reason.SIGNATURE_MISMATCH);
        assertThat(keys.toString()).doesNotContain("PRIVATE", "\"d\"");
    }

    @Test
    void certificatesAndKeySetsAndSecretsAreAllAmongThem() {
        assertThat(providers())
                .contains(
                        "apple-app-store-v2", "paypal", "aws-sns", "plaid", "neon-auth", "truelayer", "wix", "circle");
        assertThat(recipe("paypal").newKeyPair(RANDOM).orElseThrow().options())
                .containsOnlyKeys("certificates", "certificate_roots");
        assertThat(recipe("aws-sns").newKeyPair(RANDOM).orElseThrow().options()).containsOnlyKeys("certificates");
        assertThat(recipe("apple-app-store-v2").newKeyPair(RANDOM).orElseThrow().options())
                .containsOnlyKeys("certificate_roots");
        assertThat(recipe("netlify").newKeyPair(RANDOM)).isEmpty();
    }

    @Test
    void snsSignsInTheVersionThatIsConfigured() {
        Recipe sns = recipe("aws-sns");
        Fixture valid = Fixed.valid("aws-sns");
        KeyPairText keys = sns.newKeyPair(RANDOM).orElseThrow();
        for (String version : List.of("1", "2")) {
            Map<String, String> options = new LinkedHashMap<>(Map.of("signature_version", version));
            options.put("topic_arn", String.valueOf(valid.options().get("topic_arn")));
            options.putAll(keys.options());
            Request signed =
                    sns.signer(keys.privateKey(), options).sign(valid.request(), Names.none(), valid.nowMillis());
            assertThat(new String(signed.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("\"SignatureVersion\":\"" + version + "\"");
            assertThat(sns.verifier(List.of(), options)
                            .verify(signed, valid.nowMillis())
                            .accepted())
                    .isTrue();
        }
    }

    @Test
    void anAppleNotificationBearsTheNamesItIsGiven() {
        Recipe apple = recipe("apple-app-store-v2");
        Fixture valid = Fixed.valid("apple-app-store-v2");
        KeyPairText keys = apple.newKeyPair(RANDOM).orElseThrow();
        Names names = new Names(Optional.empty(), Optional.of("uuid-7"), Optional.of("DID_RENEW"));
        Request signed = apple.signer(keys.privateKey(), valid.options())
                .sign(valid.sample(apple, "/in", names, valid.nowMillis()), names, valid.nowMillis());
        Verdict verdict = verdict(apple, keys, signed, valid);
        assertThat(verdict.kind()).as(verdict.detail()).isEqualTo(Verdict.Kind.VERIFIED);
        Names read = apple.verifier(List.of(), valid.options()).names(signed);
        assertThat(read.eventId()).contains("uuid-7");
        assertThat(read.eventType()).contains("DID_RENEW");
        assertThat(apple.warnings()).anySatisfy(warning -> assertThat(warning).contains("body"));
    }
}
