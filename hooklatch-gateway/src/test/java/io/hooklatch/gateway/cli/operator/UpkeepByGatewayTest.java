package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.GatewayRig;
import io.hooklatch.gateway.access.KeyText;
import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.jdbc.SqliteBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the inbox as a whole, by way of a running gateway. */
class UpkeepByGatewayTest {
    private static final String KEY = "hlk_" + "0".repeat(8) + "_" + "1".repeat(64);

    @TempDir
    Path directory;

    private final CliRig cli = new CliRig().with("HOOKLATCH_KEY", KEY);
    private StoreRig.Filled filled;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        filled = StoreRig.filled(directory);
        Files.createDirectory(directory.resolve("backups"));
        gateway = Gateway.start(GatewayRig.config(
                directory,
                Map.of(),
                "admin: {listen: \"127.0.0.1:0\", backup_directory: backups, keys: [{name: root, role: admin, sha256: "
                        + KeyText.sha256(Secret.of(KEY)) + "}]}\n",
                "endpoints: {shop: {unverified: true}}\nretention: {refused: 1d}\n"));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void whatIsNoLongerKeptIsRemoved() {
        assertThat(run("prune", "--preview").out()).contains("would remove 1 deliveries");
        CliRig.Run done = run("prune", "--why", "the disk is full", "--yes");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains(" done: ");
        assertThat(run("deliveries", "list", "--json").out())
                .doesNotContain(filled.refused().toString());
        assertThat(audit("prune").text("reason")).hasValue("the disk is full");
    }

    @Test
    void aBackupIsMadeByTheGateway() {
        CliRig.Run done = run("backup", "one.db", "--why", "before the deploy");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(SqliteBackup.verify(directory.resolve("backups/one.db"))).isEmpty();
        assertThat(audit("backup").text("reason")).hasValue("before the deploy");
        CliRig.Run elsewhere = run("backup", directory.resolve("two.db").toString());
        assertThat(elsewhere.exitCode()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("a name without a directory, as two.db");
    }

    @Test
    void whatIsStoredIsExported() throws IOException {
        Path out = directory.resolve("out.jsonl");
        CliRig.Run done = run("export", "events", out.toString(), "--state", "dead", "--why", "for support");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("holds 1 events");
        assertThat(Files.readAllLines(out))
                .singleElement()
                .satisfies(line -> assertThat(Doc.parse(line).text("id")).hasValue(filled.event()));
        assertThat(audit("export").text("reason")).hasValue("for support");
    }

    @Test
    void whatDoesNotFitTogetherIsMended() throws Exception {
        assertThat(run("verify").out()).contains("nothing is wrong");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + filled.file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO hooklatch_diagnosis VALUES (77, 1, 1, 'e', 'f')");
        }
        assertThat(run("verify").exitCode()).isEqualTo(1);
        CliRig.Run mended = run("verify", "--repair", "--why", "left over");
        assertThat(mended.exitCode()).as(mended.err()).isZero();
        assertThat(mended.out()).contains("a diagnosis has no delivery (1)", "done: mended 1", "nothing is wrong");
        assertThat(audit("repair").number("changed")).hasValue(1L);
    }

    @Test
    void whatWasLearntIsForgotten() {
        StoreRig.done(gateway.inbox().store().keepSecret("shop", new byte[] {1, 2, 3}));
        assertThat(run("secrets", "list").out()).contains("shop");
        assertThat(run("secrets", "show", "shop").out()).contains("fingerprint");
        assertThat(run("secrets", "forget", "shop", "--why", "it leaked").exitCode())
                .isZero();
        assertThat(run("secrets", "show", "shop").exitCode()).isEqualTo(1);
        assertThat(run("secrets", "forget", "shop", "--why", "again").exitCode())
                .isEqualTo(1);
    }

    private Doc audit(String action) {
        return Doc.parse(run("audit", "list", "--json", "--action", action)
                .out()
                .lines()
                .findFirst()
                .orElseThrow());
    }

    private CliRig.Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + gateway.adminPort()));
        return cli.run(all.toArray(String[]::new));
    }
}
