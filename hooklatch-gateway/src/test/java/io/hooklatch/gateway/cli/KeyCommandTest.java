package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.GatewayRig;
import io.hooklatch.gateway.access.ApiKey;
import io.hooklatch.gateway.access.KeyText;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.secret.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandTest {
    private static final String KEY = "hlk_[0-9a-f]{8}_[0-9a-f]{64}";
    private static final String ENDPOINT = "endpoints: {shop: {unverified: true}}\n";

    private final CliRig cli = new CliRig();

    @TempDir
    Path directory;

    @Test
    void whatIsPrintedForTheConfigurationLetsInWhoHasTheKey() {
        CliRig.Run made = cli.run("key", "new", "--name", "alice", "--role", "operator");

        assertThat(made.exitCode()).isEqualTo(0);
        Secret key = Secret.of(found(made, KEY));
        String line = found(made, "- \\{name: alice, .*\\}");
        GatewayConfig config = GatewayRig.config(
                directory, Map.of(), "admin:\n  listen: 127.0.0.1:0\n  keys:\n    " + line + "\n", ENDPOINT);
        assertThat(config.admin().access().keys())
                .containsExactly(new ApiKey("alice", Role.OPERATOR, KeyText.sha256(key)));
    }

    @Test
    void theKeyIsPrintedOnce() {
        CliRig.Run made = cli.run("key", "new", "--name", "alice");

        assertThat(made.out().split(found(made, KEY), -1)).hasSize(2);
        assertThat(made.out()).contains("role: viewer");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        CliRig.Run root = cli.run("key", "new", "--name", "alice", "--role", "root");

        assertThat(root.exitCode()).isEqualTo(2);
        assertThat(root.err()).contains("--role \"root\" is no role: write viewer, operator or admin");
        assertThat(root.out()).doesNotContain("hlk_");
        assertThat(cli.run("key", "new", "--name", "Alice Smith").exitCode()).isEqualTo(2);
        assertThat(cli.run("key", "new").exitCode()).isEqualTo(2);
        assertThat(cli.run("key").exitCode()).isEqualTo(2);
    }

    private static String found(CliRig.Run run, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(run.out());
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group();
    }
}
