package io.hooklatch.gateway.config;

import static io.hooklatch.gateway.config.ConfigRig.CANARY;
import static io.hooklatch.gateway.config.ConfigRig.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSettingsTest {
    @TempDir
    Path directory;

    private ConfigRig rig;

    @BeforeEach
    void start() {
        rig = new ConfigRig(directory);
    }

    @Test
    void aMissingVariableOrFileIsOneLineWithItsPlace() {
        assertThat(rig.problems("""
                        endpoints:
                          a:
                            provider: github
                            secrets:
                              - ${NOT_SET}
                              - file:not-there
                              - ${unclosed
                        """))
                .containsExactly(
                        "5:9: endpoints.a.secrets[0]: environment variable NOT_SET is not set: set it, or write a default"
                                + " as ${NOT_SET:-default}",
                        "6:9: endpoints.a.secrets[1]: file " + directory.resolve("not-there") + " does not exist",
                        "7:9: endpoints.a.secrets[2]: a reference to the environment is written ${NAME} or"
                                + " ${NAME:-default}, and $${ for ${ itself");
    }

    @Test
    void aSecretComesFromTheEnvironmentAFileOrADefault() throws Exception {
        rig.file("s.txt", "from-a-file\r\n").with("SET", "from-the-environment");
        String destination = """
                destinations:
                  d:
                    type: http
                    url: https://d.example/
                    headers:
                      a: ${SET}
                      b: file:s.txt
                      c: ${UNSET:-from-the-default}
                      d: $${literal}
                      e: Bearer ${SET}
                """;

        GatewayConfig config = rig.read(SMALLEST + destination);

        DestinationConfig.Target.Http http =
                (DestinationConfig.Target.Http) config.destinations().get(0).target();
        assertThat(http.settings().headers().values().stream().map(io.hooklatch.gateway.secret.Secret::reveal))
                .containsExactlyInAnyOrder(
                        "from-the-environment",
                        "from-a-file",
                        "from-the-default",
                        "${literal}",
                        "Bearer from-the-environment");
    }

    @Test
    void aSecretInTheFileItselfOrWithWhiteSpaceAroundItIsDoubtful() throws Exception {
        rig.file("s.txt", " from-a-file \n");

        assertThat(rig.warnings(
                        "endpoints:\n  a:\n    provider: github\n    secrets: [in-the-file-itself, 'file:s.txt']\n"))
                .contains(
                        "4:15: endpoints.a.secrets[0]: the secret stands in this file: better keep it outside, as ${NAME}"
                                + " or file:PATH",
                        "4:35: endpoints.a.secrets[1]: the secret begins or ends with white space, which counts");
    }

    /** Configurations with the canary where it belongs and where it does not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "endpoints: {a: {provider: standard-webhooks, secrets: CANARY}}",
                "endpoints: {a: {provider: standard-webhooks, secrets: whsec_CANARY}}",
                "endpoints: {a: {provider: stripe, secrets: [CANARY, {b: CANARY}]}}",
                "endpoints: {a: {provider: stripe, secret: CANARY}}",
                "endpoints: {a: {provider: stripe, secrets: \"${CANARY\"}}",
                "endpoints: {a: {provider: stripe, secrets: *CANARY}}",
                "endpoints: {a: {provider: stripe, secrets: !CANARY x}}",
                "endpoints: {a: {provider: stripe, secrets: !x!CANARY y}}",
                "endpoints: {a: {provider: stripe, secrets: \"CANARY}}",
                "endpoints: {a: CANARY}",
                "endpoints: CANARY",
                "CANARY",
                "[CANARY]",
                "destinations: {d: {type: http, url: 'https://u:CANARY@d.example/'}}",
                "destinations: {d: {type: http, url: 'https://d.example/CANARY#x'}}",
                "destinations: {d: {type: http, url: 'ftp://d.example/CANARY'}}",
                "destinations: {d: {type: http, url: 'https://d.example/CANARY y'}}",
                "destinations: {d: {type: http, url: 'http://127.0.0.1/CANARY'}}",
                "destinations: {d: {type: http, url: 'https://d.example', secrets: CANARY}}",
                "destinations: {d: {type: http, url: 'https://d.example', headers: {Authorization: \"CANARY\\n\"}}}",
                "listen: ${SHOP_SECRET}",
                "shutdown_within: ${SHOP_SECRET}",
                "limits: {connections: \"${SHOP_SECRET}\"}",
                "endpoints: {a: {provider: \"${SHOP_SECRET}\", secrets: x}}",
                "endpoints: {a: {provider: stripe, path: \"${SHOP_SECRET}\"}}",
                "endpoints: {a: {provider: stripe, event_id: \"${SHOP_SECRET}\"}}",
                "endpoints: {a: {provider: stripe, options: {tolerance_s: \"${SHOP_SECRET}\"}, secrets: abcdefghijkl}}",
            })
    void fault64_noProblemShowsASecret(String yaml) {
        List<String> problems = rig.problems(yaml.replace("CANARY", CANARY));

        assertThat(problems).isNotEmpty();
        assertThat(String.join("\n", problems)).doesNotContain(CANARY);
    }

    @Test
    void fault64_noWarningAndNoPartOfAConfigurationShowsASecret() throws Exception {
        GatewayConfig config = rig.read("""
                endpoints:
                  a:
                    provider: github
                    secrets: CANARY
                  b:
                    provider: stripe
                    secrets: ${SHOP_SECRET}
                destinations:
                  d:
                    type: http
                    url: https://d.example/CANARY?k=CANARY
                    headers: {Authorization: CANARY}
                """.replace("CANARY", CANARY));

        assertThat(config.toString()).doesNotContain(CANARY);
        assertThat(config.warnings()).isNotEmpty();
        assertThat(config.warnings().toString()).doesNotContain(CANARY);
        assertThat(config.destinations().toString()).doesNotContain(CANARY);
        assertThat(config.endpoints().toString()).doesNotContain(CANARY);
    }
}
