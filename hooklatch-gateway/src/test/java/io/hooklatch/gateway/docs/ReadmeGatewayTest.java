package io.hooklatch.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.config.ConfigFile;
import io.hooklatch.gateway.config.DestinationConfig;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.config.RouteConfig;
import io.hooklatch.gateway.config.StoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the configuration of the README as the gateway does. */
class ReadmeGatewayTest {
    @TempDir
    private Path directory;

    @Test
    void theConfigurationOfTheReadmeIsWholeAndMeansWhatItSays() throws Exception {
        Path file = directory.resolve("hooklatch.yaml");
        Files.writeString(file, Snippets.inReadme("readme-gateway") + "\n");

        GatewayConfig config = ConfigFile.read(
                file,
                Map.of(
                        "STRIPE_SECRET", "whsec_long-enough-for-stripe",
                        "SHOP_SECRET", "whsec_dGhpcnR5LXR3byBieXRlcyBmb3IgdGhpcyB0ZXN0ICE="));

        assertThat(config.warnings()).isEmpty();
        assertThat(config.store()).isEqualTo(new StoreConfig.Sqlite(directory.resolve("inbox.db")));
        assertThat(config.endpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.path()).hasValue("/webhooks/stripe");
            assertThat(endpoint.recipe().name()).isEqualTo("stripe");
        });
        assertThat(config.destinations()).extracting(DestinationConfig::name).containsExactly("shop", "audit");
        assertThat(config.routes())
                .extracting(RouteConfig::destinations)
                .containsExactly(List.of("shop"), List.of("audit"));
    }
}
