package io.hooklatch.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.gateway.config.ConfigException;
import io.hooklatch.gateway.config.ConfigFile;
import io.hooklatch.gateway.config.ConfigProblem;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.config.StoreConfig;
import io.hooklatch.receive.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds docs/configuration.md, the example and the README to what the program does. */
class ConfigurationDocsTest {
    private static final String SIGNING = "whsec_Zm9ydHktdHdvIHJhbmRvbSBieXRlcywgcmVhbGx5";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "STRIPE_SECRET", "whsec_of-the-stripe-endpoint",
            "GITHUB_SECRET", "of-the-github-endpoint",
            "ACME_SECRET", "of-the-acme-endpoint",
            "BILLING_SECRET", SIGNING,
            "BUILDS_SECRET", SIGNING,
            "SHOP_SECRET", SIGNING,
            "BUILDS_TOKEN", "of-the-builds");
    private static final Map<String, String> ENDPOINT = Map.of("provider", "github", "secrets", "${GITHUB_SECRET}");
    private static final Map<String, Object> POSTGRES =
            Map.of("url", "jdbc:postgresql://localhost/inbox", "user", "me");
    private static final Map<String, String> HTTP = Map.of("type", "http", "url", "https://a.example/");

    @TempDir
    Path directory;

    @Test
    void theExampleIsValid() throws Exception {
        GatewayConfig config = ConfigFile.read(Path.of("..", "examples", "hooklatch.yaml"), ENVIRONMENT);

        assertThat(config.endpoints()).extracting(Endpoint::name).containsExactly("stripe", "github", "acme");
        assertThat(config.warnings())
                .extracting(ConfigProblem::message)
                .allMatch(warning -> warning.contains("is not signed"), "only what the recipes warn of");
    }

    @Test
    void theConfigurationOfTheReadmeIsValid() throws Exception {
        GatewayConfig config = read(Snippets.inReadme("readme-gateway"));

        assertThat(config.endpoints()).extracting(Endpoint::name).containsExactly("stripe");
        assertThat(config.routes()).hasSize(2);
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void theDefaultsOfThePageAreThoseOfTheProgram() throws Exception {
        GatewayConfig silent = read(yaml(Map.of(), Map.of(), Map.of()));
        Map<String, Object> top = SettingsPage.defaults("", "");
        top.remove("endpoints");
        top.remove("destinations");
        Object file = top.put("store", Map.of("postgres", POSTGRES));
        StoreConfig database = read(yaml(top, Map.of(), Map.of())).store();
        top.put("store", Map.of("postgres", with(POSTGRES, SettingsPage.defaults("store.postgres.", ""))));
        assertThat(read(yaml(top, Map.of(), Map.of())).store()).isEqualTo(database);
        ((Map<?, ?>) file).remove("postgres");
        top.put("store", file);
        Map<String, Object> destination = SettingsPage.defaults("destinations.NAME.", "out");
        assertThat(destination.remove("body")).as("of the type log").isEqualTo("false");
        GatewayConfig explicit = read(yaml(top, SettingsPage.defaults("endpoints.NAME.", "shop"), destination));

        assertThat(top).as("settings at the top").hasSizeGreaterThan(3);
        assertThat(explicit.store()).isEqualTo(silent.store());
        assertThat(explicit.listen()).isEqualTo(silent.listen());
        assertThat(explicit.admin()).isEqualTo(silent.admin());
        assertThat(explicit.limits()).isEqualTo(silent.limits());
        assertThat(explicit.shutdownWithin()).isEqualTo(silent.shutdownWithin());
        assertThat(explicit.leaseFor()).isEqualTo(silent.leaseFor());
        assertThat(explicit.destinations()).isEqualTo(silent.destinations());
        Endpoint shop = explicit.endpoints().get(0);
        Endpoint quiet = silent.endpoints().get(0);
        assertThat(shop.path()).isEqualTo(quiet.path());
        assertThat(shop.methods()).isEqualTo(quiet.methods());
        assertThat(shop.maxBodyBytes()).isEqualTo(quiet.maxBodyBytes());
        assertThat(shop.enabled()).isEqualTo(quiet.enabled());
        assertThat(shop.refusedQuota()).isEqualTo(quiet.refusedQuota());
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "store., ''",
        "store.postgres., ''",
        "store.postgres.pool., ''",
        "limits., ''",
        "retention., ''",
        "retention.bodies., ''",
        "admin., ''",
        "admin.keys[]., ''",
        "endpoints.NAME., ''",
        "endpoints.NAME.refused., ''",
        "endpoints.NAME.ordering., ''",
        "endpoints.NAME.stale_guard., ''",
        "destinations.NAME., body",
        "destinations.NAME.retry., ''",
        "routes[]., ''",
    })
    void thePageHasEverySettingOfTheProgramAndNoOther(String section, String ofAnotherType) throws Exception {
        Set<String> documented = SettingsPage.settings().stream()
                .map(SettingsPage.Setting::path)
                .filter(path -> path.startsWith(section))
                .map(path -> path.substring(section.length()).split("[.\\[]", 2)[0])
                .filter(name -> !name.equals(ofAnotherType))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(known(section));
    }

    @Test
    void theLogHasTheSettingsOfThePage() {
        assertThatThrownBy(() -> read("endpoints: {shop: " + SettingsPage.flow(ENDPOINT) + "}\n"
                        + "destinations: {out: {type: log, body: true, concurrency: 1, retry: {}, zzzzzzzzzzzz: 1}}\n"))
                .hasMessageContaining("known are type, concurrency, retry, body");
    }

    private static Map<String, Object> with(Map<String, Object> one, Map<String, Object> more) {
        Map<String, Object> both = new LinkedHashMap<>(one);
        both.putAll(more);
        return both;
    }

    /** What the program itself says that it knows, where it is given a name that nothing is near to. */
    private Set<String> known(String section) throws IOException {
        Map<String, Object> nonsense = Map.of("zzzzzzzzzzzz", "1");
        String yaml = switch (section) {
            case "" -> yaml(nonsense, Map.of(), Map.of());
            case "store.", "limits.", "admin.", "retention." ->
                yaml(Map.of(section.replace(".", ""), nonsense), Map.of(), Map.of());
            case "retention.bodies." -> yaml(Map.of("retention", Map.of("bodies", nonsense)), Map.of(), Map.of());
            case "admin.keys[]." ->
                "admin: {keys: [{name: a, role: viewer, sha256: '" + "0".repeat(64) + "', zzzzzzzzzzzz: 1}]}\n"
                        + yaml(Map.of(), Map.of(), Map.of());
            case "store.postgres." ->
                yaml(Map.of("store", Map.of("postgres", with(POSTGRES, nonsense))), Map.of(), Map.of());
            case "store.postgres.pool." ->
                yaml(Map.of("store", Map.of("postgres", with(POSTGRES, Map.of("pool", nonsense)))), Map.of(), Map.of());
            case "endpoints.NAME." -> yaml(Map.of(), nonsense, Map.of());
            case "endpoints.NAME.refused." -> yaml(Map.of(), Map.of("refused", nonsense), Map.of());
            case "endpoints.NAME.ordering." ->
                yaml(Map.of(), Map.of("ordering", with(Map.of("key", "json /id"), nonsense)), Map.of());
            case "endpoints.NAME.stale_guard." ->
                yaml(
                        Map.of(),
                        Map.of("stale_guard", with(Map.of("entity", "json /id", "version", "json /v"), nonsense)),
                        Map.of());
            case "destinations.NAME." -> yaml(Map.of(), Map.of(), nonsense);
            case "destinations.NAME.retry." -> yaml(Map.of(), Map.of(), Map.of("retry", nonsense));
            default -> yaml(Map.of(), Map.of(), Map.of()) + "routes: [{endpoint: shop, to: out, zzzzzzzzzzzz: 1}]\n";
        };
        try {
            read(yaml);
            throw new AssertionError("nonsense was accepted in " + section);
        } catch (ConfigException e) {
            String message = e.problems().get(0).message();
            assertThat(message).startsWith("unknown setting: known are ");
            return new TreeSet<>(List.of(
                    message.substring("unknown setting: known are ".length()).split(", ", -1)));
        }
    }

    private static String yaml(Map<String, Object> top, Map<String, Object> endpoint, Map<String, Object> destination) {
        Map<String, Object> shop = new LinkedHashMap<>(ENDPOINT);
        shop.putAll(endpoint);
        Map<String, Object> out = new LinkedHashMap<>(HTTP);
        out.putAll(destination);
        StringBuilder yaml = new StringBuilder();
        top.forEach((name, value) -> yaml.append(
                        SettingsPage.flow(Map.of(name, value)).replaceAll("^\\{|\\}$", ""))
                .append('\n'));
        return yaml.append("endpoints: ")
                .append(SettingsPage.flow(Map.of("shop", shop)))
                .append("\ndestinations: ")
                .append(SettingsPage.flow(Map.of("out", out)))
                .append('\n')
                .toString();
    }

    private GatewayConfig read(String yaml) throws ConfigException, IOException {
        Path file = Files.writeString(directory.resolve("hooklatch.yaml"), yaml, StandardCharsets.UTF_8);
        return ConfigFile.read(file, ENVIRONMENT);
    }
}
