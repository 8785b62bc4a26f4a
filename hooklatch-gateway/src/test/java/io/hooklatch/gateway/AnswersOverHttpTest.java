package io.hooklatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.ingress.RawAnswer;
import io.hooklatch.message.Header;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.FixtureRunner;
import io.hooklatch.recipe.KeyPairText;
import io.hooklatch.recipe.ProviderFiles;
import io.hooklatch.recipe.Recipe;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers that providers demand to every delivery, over HTTP, to the delivery and to its duplicate. */
class AnswersOverHttpTest {
    private static final FixtureRunner RUNNER = new FixtureRunner(ProviderFiles.in(Path.of("..", "providers")));
    private static final Map<String, Fixture> VALID = valid();

    @TempDir
    static Path directory;

    private static final Map<String, String> SIGNING = new TreeMap<>();
    private static Gateway gateway;

    private static Map<String, Fixture> valid() {
        Map<String, Fixture> found = new TreeMap<>();
        for (String provider : Catalogue.standard().names()) {
            Fixture fixture = RUNNER.fixtures(provider).get("valid");
            if (fixture != null && fixture.expected().containsKey("answer")) {
                found.put(provider, fixture);
            }
        }
        return found;
    }

    static List<String> providers() {
        return List.copyOf(VALID.keySet());
    }

    @BeforeAll
    static void start() throws Exception {
        StringBuilder yaml = new StringBuilder("endpoints:\n");
        for (String provider : providers()) {
            Fixture fixture = VALID.get(provider);
            Optional<KeyPairText> pair = recipe(provider).newKeyPair(new SecureRandom());
            List<String> secrets = pair.map(keys -> List.of(keys.publicKey())).orElse(fixture.secrets());
            SIGNING.put(provider, pair.map(KeyPairText::privateKey).orElse(secrets.isEmpty() ? "" : secrets.get(0)));
            yaml.append(HandshakeRig.endpoint(provider, provider, secrets, options(provider)));
        }
        gateway = Gateway.start(GatewayRig.config(directory, Map.of(), yaml.toString()));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private static Map<String, String> options(String provider) {
        Map<String, String> options = new LinkedHashMap<>(VALID.get(provider).options());
        if (recipe(provider).signsUrl()) {
            options.put("url", "https://hooks.example/webhooks/" + provider);
        }
        return options;
    }

    @Test
    void everyProviderThatDemandsAnAnswerIsAmongThem() {
        assertThat(providers())
                .containsExactlyInAnyOrder(
                        "adobe-sign",
                        "adyen",
                        "alipay-plus",
                        "dropbox-sign",
                        "praxis",
                        "salesforce-outbound-messages",
                        "shiphero",
                        "wechat-pay-v3",
                        "zift");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aDeliveryAndItsDuplicateGetTheAnswerThatTheProviderDemands(String provider) {
        Fixture fixture = VALID.get(provider);
        Request signed = recipe(provider)
                .signer(SIGNING.get(provider), options(provider))
                .sign(fixture.request(), Names.none(), System.currentTimeMillis());
        for (int copy = 0; copy < 2; copy++) {
            RawAnswer answer = HandshakeRig.send(gateway, provider, signed);
            Map<?, ?> wanted = (Map<?, ?>) fixture.expected().get("answer");
            assertThat((long) answer.status()).isEqualTo(wanted.get("status"));
            Map<String, String> headers = new TreeMap<>();
            for (Header line : answer.headers()) {
                headers.put(line.name().toLowerCase(Locale.ROOT), line.value());
            }
            Map<?, ?> wantedHeaders = (Map<?, ?>) wanted.get("headers");
            if (provider.equals("praxis")) {
                // Its answer is signed and holds the time.
                assertThat(headers.get("external-request-signature")).matches("[0-9a-f]{96}");
                assertThat(answer.body())
                        .matches("\\{\"status\":0,\"description\":\"Ok\",\"version\":\"1.3\",\"timestamp\":\\d{10}}");
            } else {
                wantedHeaders.forEach(
                        (name, value) -> assertThat(headers).containsEntry(name.toString(), value.toString()));
                assertThat(answer.body()).isEqualTo(wanted.get("body"));
            }
        }
    }

    private static Recipe recipe(String provider) {
        return Catalogue.standard().find(provider).orElseThrow();
    }
}
