package io.hooklatch.gateway.config;

import static io.hooklatch.gateway.config.ConfigRig.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every problem is one line with its position, its path, the value and the way out. */
class ConfigProblemsTest {
    @TempDir
    Path directory;

    private ConfigRig rig;

    @BeforeEach
    void start() {
        rig = new ConfigRig(directory);
    }

    @Test
    void everyProblemOfAFileIsReportedInItsOrder() {
        assertThat(rig.problems("""
                        lissten: 0.0.0.0:8080
                        admin: 127.0.0.1
                        endpoints:
                          shop:
                            provider: githup
                            secrets: ${SHOP_SECRET}
                            max_body: 1
                          Other:
                            unverified: yes
                        routes:
                          - endpoint: shopp
                            to: billing
                        """))
                .containsExactly(
                        "1:1: lissten: unknown setting: did you mean listen?",
                        "2:8: admin: \"127.0.0.1\" is no address to listen at: write HOST:PORT, as 127.0.0.1:8080",
                        "5:15: endpoints.shop.provider: \"githup\" is no provider of the catalogue: did you mean github?",
                        "7:15: endpoints.shop.max_body: \"1\" is not a size: write a whole number and B, KB, MB, GB, KiB,"
                                + " MiB or GiB",
                        "8:3: endpoints.Other: \"Other\" is no name: use 1 to 64 of a-z, 0-9, dot, hyphen and underscore,"
                                + " starting with a letter or digit",
                        "11:15: routes[0].endpoint: \"shopp\" is not known: did you mean shop?",
                        "12:9: routes[0].to: \"billing\" is not known: none is known here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "listen: 8080 | 1:9: listen: \"8080\" is no address to listen at: write HOST:PORT, as 127.0.0.1:8080",
                "listen: 0.0.0.0:99999 | 1:9: listen: \"0.0.0.0:99999\" is no address to listen at: write HOST:PORT, as 127.0.0.1:8080",
                "shutdown_within: 20 | 1:18: shutdown_within: \"20\" has no unit: write ms, s, m, h or d after the number",
                "shutdown_within: soon | 1:18: shutdown_within: \"soon\" is not a time: write it as 250ms, 30s, 5m, 1h30m or 7d",
                "shutdown_within: 3h | 1:18: shutdown_within: \"3h\" is out of bounds: 1s to 10m are allowed",
                "listen: | 1:1: listen: has no value: give it one, or remove the line",
                "listen: [a, b] | 1:9: listen: one value is expected here, not a list",
                "trusted_proxies: [10.0.0.0/8, proxy] | 1:31: trusted_proxies[1]: trusted proxy \"proxy\": give an address such as 10.0.0.7 or a range such as 10.0.0.0/8 or fd00::/8",
                "trusted_proxies: 10.0.0.7/8 | 1:18: trusted_proxies: trusted proxy \"10.0.0.7/8\": bits after the first 8 are set: write the first address of the range",
                "limits: 5 | 1:9: limits: settings are expected here, as name: value, not a single value",
                "limits: {connections: many} | 1:23: limits.connections: \"many\" is not a whole number",
                "limits: {connections: 0} | 1:23: limits.connections: \"0\" is out of bounds: 1 to 1000000 are allowed",
                "store: {sqllite: x} | 1:9: store.sqllite: unknown setting: did you mean sqlite?",
                "destinations: {a: {url: https://a.example}} | 1:16: destinations.a: type is missing: write type: http or type: log",
                "destinations: {a: {type: htpp}} | 1:26: destinations.a.type: \"htpp\" is not known: did you mean http?",
                "destinations: {a: {type: http}} | 1:16: destinations.a: url is missing: write url: https://HOST/PATH",
                "destinations: {a: {type: log, body: yes}} | 1:37: destinations.a.body: \"yes\" is neither true nor false",
                "routes: [{endpoint: shop}] | 1:10: routes[0]: to is missing: write to: DESTINATION",
                "routes: [{endpoint: shop, to: []}] | 1:31: routes[0].to: the list is empty: name at least one",
            })
    void aWrongValueIsNamedWithItsPlaceAndTheWayOut(String line, String problem) {
        assertThat(rig.problems(line + "\n" + SMALLEST)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "path: nowhere | 3:11: endpoints.a.path: path \"nowhere\": it starts with / and holds neither query, fragment nor white space",
                "methods: [post] | 3:14: endpoints.a.methods: method \"post\": methods are written in capitals, as POST or PUT",
                "event_id: x-id | 3:15: endpoints.a.event_id: \"x-id\" names no place in a request: write header NAME, json /POINTER, form FIELD, form FIELD json /POINTER, query PARAMETER, body digest, delivery json /POINTER or delivery digest",
                "events: /items | 3:13: endpoints.a.events: \"/items\" names no array: write json /POINTER, json when the body itself is the array, form FIELD json or form FIELD json /POINTER when it is in a field of a form, or nothing",
                "events: form events | 3:13: endpoints.a.events: \"form events\" names no array: write json /POINTER, json when the body itself is the array, form FIELD json or form FIELD json /POINTER when it is in a field of a form, or nothing",
                "events: form a json json | 3:13: endpoints.a.events: \"form a json json\" names no array: write json /POINTER, json when the body itself is the array, form FIELD json or form FIELD json /POINTER when it is in a field of a form, or nothing",
                "events: form events json /a~ | 3:13: endpoints.a.events: JSON pointer \"/a~\": write ~ as ~0 and / within a name as ~1",
                "events: json /a~ | 3:13: endpoints.a.events: JSON pointer \"/a~\": write ~ as ~0 and / within a name as ~1",
                "dedupe_by: header x y | 3:16: endpoints.a.dedupe_by: header name \"x y\": letters, digits and - are allowed, not the character at position 2",
                "max_body: 1GiB | 3:15: endpoints.a.max_body: \"1GiB\" is out of bounds: 1B to 268435456B are allowed",
                "provider: github | 3:5: endpoints.a.provider: x",
                "unverified: true | 3:5: endpoints.a.unverified: is set twice: remove one of the two",
                "refused: {burst: 0} | 3:22: endpoints.a.refused.burst: \"0\" is out of bounds: 1 to 1000000000 are allowed",
                "tolerance: 0s | 3:16: endpoints.a.tolerance: \"0s\" is out of bounds: 1s to 1d are allowed",
            })
    void aSettingOfAnEndpointIsCheckedWhereItStands(String line, String problem) {
        String expected = line.startsWith("provider")
                ? "4:5: endpoints.a.unverified: contradicts provider: keep one of the two"
                : problem.replace("3:5", "4:5");
        assertThat(rig.problems("endpoints:\n  a:\n    " + line + "\n    unverified: true\n"))
                .containsExactly(expected);
    }

    @Test
    void fault55_anEndpointWithoutAWordOnVerificationIsRefused() {
        assertThat(rig.problems("endpoints:\n  a:\n    path: /a\n"))
                .containsExactly("2:3: endpoints.a: nothing says how it verifies: name a provider, describe a recipe,"
                        + " or say unverified: true");
        assertThat(rig.problems("endpoints:\n  a:\n    unverified: false\n"))
                .containsExactly("3:17: endpoints.a.unverified: the only value is true: remove it, and name a provider"
                        + " or a recipe");
    }

    @Test
    void fault55_anEmptyShortOrExampleSecretIsRefusedAtLoad() {
        rig.with("EMPTY", "").with("BLANK", "  ").with("SHORT", "abc").with("SAMPLE", "changeme");
        String endpoint = "endpoints:\n  a:\n    provider: github\n    secrets: ";

        assertThat(rig.problems("endpoints:\n  a:\n    provider: github\n"))
                .singleElement()
                .asString()
                .startsWith("2:3: endpoints.a: secrets are missing: github needs");
        assertThat(rig.problems(endpoint + "${EMPTY}\n"))
                .containsExactly("4:14: endpoints.a.secrets: environment variable EMPTY is empty: give it a value, or"
                        + " write a default as ${EMPTY:-default}");
        assertThat(rig.problems(endpoint + "${BLANK}\n"))
                .containsExactly("4:14: endpoints.a.secrets: the secret is empty");
        assertThat(rig.problems(endpoint + "${SHORT}\n"))
                .containsExactly("4:14: endpoints.a.secrets: the secret is too short: it has 3 bytes, and 6 are needed;"
                        + " was it cut?");
        assertThat(rig.problems(endpoint + "${SAMPLE}\n"))
                .containsExactly(
                        "4:14: endpoints.a.secrets: the secret is a placeholder of an example: set the real one");
    }

    @Test
    void fault55_anUnverifiedEndpointIsSaidLoudly() throws Exception {
        assertThat(rig.warnings("endpoints:\n  a:\n    unverified: true\n"))
                .contains("2:3: endpoints.a: is unverified: whoever knows the address can make events here");
    }

    @Test
    void proxiesThatAreEverybodyArePointedOut() throws Exception {
        String endpoint = "endpoints: {a: {unverified: true}}\n";
        for (String range : List.of("0.0.0.0/0", "::/0", "2000::/3")) {
            assertThat(rig.warnings("trusted_proxies: \"" + range + "\"\n" + endpoint))
                    .anyMatch(warning -> warning.startsWith("1:18: trusted_proxies: trusts whole continents"));
        }
        assertThat(rig.warnings("trusted_proxies: [10.0.0.0/8, \"fd00::/8\", 192.0.2.7]\n" + endpoint))
                .noneMatch(warning -> warning.contains("trusted_proxies"));
    }

    @Test
    void aTimeForLearningThatIsOverOrFarAwayIsPointedOut() throws Exception {
        String asana = "endpoints: {a: {provider: asana, options: {learn_until: \"%s\"}}}\n";
        assertThat(rig.warnings(asana.formatted("2026-03-01T11:59:59Z")))
                .contains("1:57: endpoints.a.options.learn_until: is over, so the endpoint learns no secret any"
                        + " more; that is right once it has learnt its own");
        assertThat(rig.warnings(asana.formatted("2026-03-09T12:00:00+00:00")))
                .anyMatch(warning -> warning.contains("learn_until: is more than 7 days away"));
        assertThat(rig.warnings(asana.formatted("2026-03-01T13:00:00Z")))
                .noneMatch(warning -> warning.contains("learn_until"));
        assertThat(rig.problems(asana.formatted("tomorrow")))
                .singleElement()
                .asString()
                .contains("is \"tomorrow\": give a date, a time and a zone");
    }

    @Test
    void anUnknownPublicUrlIsPointedOut() throws Exception {
        String square = "endpoints: {pay: {provider: square, secrets: \"${SHOP_SECRET}\"%s}}\n";
        assertThat(rig.warnings(square.replace("%s", "")))
                .anyMatch(warning -> warning.endsWith("signs the public URL, which is taken to be http:// and the Host"
                        + " header: set url under options, or trusted_proxies"));
        assertThat(rig.warnings(square.replace("%s", ", options: {url: \"https://a.example/x\"}")))
                .noneMatch(warning -> warning.contains("public URL"));
        assertThat(rig.warnings("trusted_proxies: [10.0.0.0/8, \"::1\"]\n" + square.replace("%s", "")))
                .noneMatch(warning -> warning.contains("public URL"));
    }

    @Test
    void aMissingOptionIsSaidAtTheOptions() {
        assertThat(rig.problems("endpoints: {shop: {provider: tiktok-shop, secrets: \"${SHOP_SECRET}\"}}\n"))
                .singleElement()
                .asString()
                .contains("option app_key is missing: tiktok-shop signs it; give the value that the provider shows");
    }

    @Test
    void twoEndpointsCannotShareAPath() {
        assertThat(rig.problems("""
                        endpoints:
                          a: {unverified: true, path: /in}
                          b: {unverified: true, path: /in}
                        """))
                .containsExactly("3:3: endpoints.b: path /in is already that of endpoint a: set path to another one");
    }

    @Test
    void aRecipeOfOnesOwnIsReadAndItsMistakesAreNamed() throws Exception {
        String recipe = """
                endpoints:
                  acme:
                    secrets: ${SHOP_SECRET}
                    recipe:
                      signature:
                        in: header x-acme-signature
                        prefix: sha256=
                        encoding: %s
                        signs: [body]
                        algorithm: hmac-sha256
                      event_id: json /id
                """;

        assertThat(rig.read(recipe.formatted("hex")).endpoints().get(0).recipe().name())
                .isEqualTo("acme");
        assertThat(rig.problems(recipe.formatted("hexx")))
                .singleElement()
                .asString()
                .startsWith("5:7: endpoints.acme.recipe: recipe acme: signature.encoding is \"hexx\"");
    }
}
