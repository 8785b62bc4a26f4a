package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.store.InboxStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCommandsTest {
    @TempDir
    Path directory;

    private final CliRig cli = new CliRig();
    private StoreRig.Filled filled;
    private String copy;

    @BeforeEach
    void fill() {
        filled = StoreRig.filled(directory);
        copy = directory.resolve("copy.db").toString();
    }

    @Test
    void aBackupIsTakenWhileTheInboxIsHeldAndIsAnInboxItself() {
        try (InboxStore holder = SqliteStore.open(filled.file())) {
            CliRig.Run run = cli.run("backup", copy, "--store", filled.store());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains(copy, ".key");
            assertThat(holder.pendingWrites()).isZero();
        }
        assertThat(cli.run("verify", "--store", copy).out()).contains("nothing is wrong");
        assertThat(cli.run("events", "list", "--json", "--store", copy).out()).contains(filled.event());
        assertThat(cli.run("backup", copy, "--store", filled.store()).exitCode())
                .as("a file that exists is kept")
                .isEqualTo(3);
    }

    @Test
    void aBackupIsPutBackOnlyAfterAYesAndNothingIsRemoved() {
        cli.run("backup", copy, "--store", filled.store());

        CliRig.Run refused = cli.run("restore", copy, "--store", filled.store());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("not confirmed");

        CliRig.Run restored = cli.run("restore", copy, "--store", filled.store(), "--yes");
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("moved aside: ");
        assertThat(cli.run("events", "show", filled.event(), "--store", filled.store())
                        .exitCode())
                .isZero();
    }

    @Test
    void deliveriesAndEventsAreWrittenAsJsonLines() throws Exception {
        Path out = directory.resolve("out.jsonl");

        CliRig.Run run =
                cli.run("export", "deliveries", out.toString(), "--verdict", "refused", "--store", filled.store());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("holds 1 deliveries");
        assertThat(Files.readAllLines(out))
                .singleElement()
                .satisfies(line -> assertThat(Doc.parse(line).text("id"))
                        .hasValue(filled.refused().toString()));
        assertThat(cli.run("export", "events", out.toString(), "--store", filled.store())
                        .exitCode())
                .as("a file that exists is kept")
                .isEqualTo(1);
    }

    @Test
    void whatDoesNotFitTogetherIsNamedAndMendedAndTheAuditSaysSo() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + filled.file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE hooklatch_dispatch SET state = 1, due_at = NULL WHERE handler IS NOT NULL");
        }

        CliRig.Run named = cli.run("verify", "--store", filled.store());
        assertThat(named.exitCode()).as(named.err()).isEqualTo(1);
        assertThat(named.out()).contains("on its way and never due (1)");

        CliRig.Run mended = cli.run("verify", "--repair", "--why", "it stood still", "--store", filled.store());
        assertThat(mended.exitCode()).as(mended.err()).isZero();
        assertThat(mended.out()).contains("mended 1: ", "nothing is wrong");
        assertThat(cli.run("audit", "list", "--action", "repair", "--store", filled.store())
                        .out())
                .contains("it stood still");
    }

    @Test
    void whatIsNoInboxIsSaid() {
        assertThat(cli.run("verify", "--store", copy).err()).contains("there is no inbox at " + copy);
        assertThat(cli.run("verify").err()).contains("name it with --store");
        assertThat(cli.run("verify", "--repair", "--store", filled.store()).err())
                .contains("--why is missing");
    }
}
