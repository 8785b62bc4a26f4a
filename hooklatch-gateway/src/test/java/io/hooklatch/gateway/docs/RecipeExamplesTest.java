package io.hooklatch.gateway.docs;

import static io.hooklatch.recipe.From.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.config.ConfigFile;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Part;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.TimestampUnit;
import io.hooklatch.recipe.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of docs/recipes.md is a configuration, signs what it verifies, and refuses another secret. */
class RecipeExamplesTest {
    private static final String SECRET = "whsec_Zm9ydHktdHdvIHJhbmRvbSBieXRlcywgcmVhbGx5";
    private static final String OTHER = "whsec_Zm9ydHktb25lIHJhbmRvbSBieXRlcywgcmVhbGx5";
    /** The key pair of RFC 8032, section 7.1, test 1; the private one as PKCS #8. */
    private static final String PRIVATE =
            "302e020100300506032b657004220420" + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final String PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private static final Names NAMES = new Names(Optional.of("dlv-1"), Optional.of("evt-1"), Optional.of("order.paid"));
    private static final long NOW = 1_760_000_000_000L;

    @TempDir
    private Path directory;

    static List<String> examples() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "recipes.md"));
        String part = page.substring(page.indexOf("## Ten examples"), page.indexOf("## A provider in the catalogue"));
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(part)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void thereAreTen() throws IOException {
        assertThat(examples()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleVerifiesWhatItSigns(String yaml) throws Exception {
        Path file = Files.writeString(directory.resolve("hooklatch.yaml"), yaml);
        GatewayConfig config = ConfigFile.read(file, Map.of("ACME_SECRET", SECRET));
        Endpoint endpoint = config.endpoints().get(0);
        Recipe recipe = endpoint.recipe();
        boolean keys = yaml.contains("ed25519");
        Map<String, String> options =
                yaml.contains("options:") ? Map.of("url", "https://shop.example/webhooks/acme") : Map.of();
        Request signed = recipe.signer(keys ? PRIVATE : SECRET, options)
                .sign(recipe.sample("/webhooks/acme", NAMES), NAMES, NOW);
        Verifier verifier = recipe.verifier(List.of(keys ? PUBLIC : SECRET), options);
        assertThat(verifier.verify(signed, NOW)).matches(verdict -> verdict.accepted());
        assertThat(verifier.dedupeKeys(signed, verifier.names(signed))).isNotEmpty();
        if (!keys) {
            assertThat(recipe.verifier(List.of(OTHER), options)
                            .verify(signed, NOW)
                            .accepted())
                    .isFalse();
        }
        assertThat(config.warnings())
                .as("what is weak is said")
                .extracting(warning -> warning.message())
                .containsAll(recipe.warnings());
    }

    @Test
    void theBuilderSaysTheSameAsTheFifth() throws IOException {
        Recipe built =
                // snippet:recipe-builder
                Recipe.hmacSha256()
                        .named("acme")
                        .header("acme-signature")
                        .pairs(",", "=", "v1")
                        .timestampLabel("t", TimestampUnit.SECONDS)
                        .signs(Part.timestamp(), Part.text("."), Part.body())
                        .eventId(json("/id"))
                        // end
                        .build();
        assertThat(built.describe().places()).containsExactly("header acme-signature: t=TIME,v1=SIGNATURE");
        assertThat(built.describe().proof()).startsWith("HMAC-SHA256 of timestamp + \".\" + body");
        String shown = Snippets.inPage("docs/recipes.md", "recipe-builder");
        String source = Files.readString(Path.of("src/test/java/io/hooklatch/gateway/docs/RecipeExamplesTest.java"));
        assertThat(source.replaceAll("\\s+", "")).contains(shown.replaceAll("\\s+", ""));
    }
}
