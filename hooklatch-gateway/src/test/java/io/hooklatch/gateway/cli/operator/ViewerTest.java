package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.GatewayRig;
import io.hooklatch.gateway.access.KeyText;
import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.secret.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody whose key lets them read everything except bodies. */
class ViewerTest {
    private static final String KEY = "hlk_" + "0".repeat(8) + "_" + "1".repeat(64);
    private static final String NOT_SHOWN = "body       not shown: needs the role operator";

    @TempDir
    Path directory;

    @Test
    void whatIsShownLacksTheBodyAlone() throws Exception {
        StoreRig.Filled filled = StoreRig.filled(directory);
        Path saved = directory.resolve("body.bin");
        try (Gateway gateway = Gateway.start(GatewayRig.config(
                directory,
                Map.of(),
                "admin: {listen: \"127.0.0.1:0\", keys: [{name: eve, role: viewer, sha256: "
                        + KeyText.sha256(Secret.of(KEY)) + "}]}\n",
                "endpoints: {shop: {unverified: true}}\n"))) {
            CliRig cli = new CliRig()
                    .with("HOOKLATCH_KEY", KEY)
                    .with("HOOKLATCH_URL", "http://127.0.0.1:" + gateway.adminPort());
            String delivery = filled.accepted().toString();

            CliRig.Run shown = cli.run("deliveries", "show", delivery);
            assertThat(shown.exitCode()).as(shown.err()).isZero();
            assertThat(shown.out()).contains("headers", "time line", NOT_SHOWN).doesNotContain("1.50");
            CliRig.Run event = cli.run("events", "show", filled.event());
            assertThat(event.exitCode()).as(event.err()).isZero();
            assertThat(event.out()).contains("time line", NOT_SHOWN).doesNotContain("1.50");
            CliRig.Run json = cli.run("deliveries", "show", delivery, "--json");
            assertThat(json.exitCode()).as(json.err()).isZero();
            assertThat(Doc.parse(json.out()).text("id")).hasValue(delivery);

            CliRig.Run asked = cli.run("deliveries", "show", delivery, "--save-body", saved.toString());
            assertThat(asked.exitCode()).isEqualTo(2);
            assertThat(asked.err()).contains("--save-body", "the role operator");
            assertThat(saved).doesNotExist();
            CliRig.Run preview = cli.run("reverify", "--endpoint", "shop", "--preview");
            assertThat(preview.exitCode()).isEqualTo(2);
            assertThat(preview.err()).contains("needs the role operator");
        }
    }

    @Test
    void aBodyThatWouldBeRefusedIsNotAskedFor() throws Exception {
        try (FakeApi api = new FakeApi()) {
            api.on("GET /about", "{\"caller\":{\"name\":\"eve\",\"role\":\"viewer\"}}")
                    .on("GET /deliveries/dlv_0r3k8m2x4c001", "{\"id\":\"dlv_0r3k8m2x4c001\",\"kind\":\"message\"}");

            CliRig.Run shown = new CliRig().run("deliveries", "show", "dlv_0r3k8m2x4c001", "--url", api.url());

            assertThat(shown.exitCode()).as(shown.err()).isZero();
            assertThat(shown.out()).contains(NOT_SHOWN);
            assertThat(api.asked).noneMatch(asked -> asked.endsWith("/body"));
        }
    }
}
