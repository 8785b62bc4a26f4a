package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.data.WholeFile;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.store.InboxStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
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
        assertThat(audit("backup")).singleElement().satisfies(entry -> {
            assertThat(entry.text("selection")).hasValue(copy);
            assertThat(entry.text("reason")).hasValue("not said");
            assertThat(entry.text("state")).hasValue("done");
            assertThat(entry.doc("actor").orElseThrow().text("origin")).hasValue("cli");
        });
        assertThat(cli.run("verify", "--store", copy).out()).contains("nothing is wrong");
        assertThat(cli.run("events", "list", "--json", "--store", copy).out()).contains(filled.event());
        assertThat(cli.run("backup", copy, "--store", filled.store()).exitCode())
                .as("a file that exists is kept")
                .isEqualTo(3);
    }

    @Test
    void aBackupIsPutBackOnlyAfterAYesAndNothingIsRemoved() {
        cli.run("backup", copy, "--store", filled.store());

        assertThat(cli.run("restore", copy, "--store", filled.store(), "--yes").err())
                .contains("--why is missing");
        CliRig.Run refused = cli.run("restore", copy, "--store", filled.store(), "--why", "a bad deploy");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("not confirmed");

        CliRig.Run restored = cli.run("restore", copy, "--store", filled.store(), "--why", "a bad deploy", "--yes");
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("moved aside: ");
        assertThat(audit("restore")).singleElement().satisfies(entry -> {
            assertThat(entry.text("reason")).hasValue("a bad deploy");
            assertThat(entry.text("selection")).hasValue(copy);
            assertThat(entry.text("state")).hasValue("done");
        });
        assertThat(cli.run("events", "show", filled.event(), "--store", filled.store())
                        .exitCode())
                .isZero();
    }

    @Test
    void deliveriesAndEventsAreWrittenAsJsonLines() throws Exception {
        Path out = directory.resolve("out.jsonl");

        CliRig.Run run = cli.run(
                "export",
                "deliveries",
                out.toString(),
                "--verdict",
                "refused",
                "--why",
                "for the auditors",
                "--store",
                filled.store());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("holds 1 deliveries");
        assertThat(Files.readAllLines(out))
                .singleElement()
                .satisfies(line -> assertThat(Doc.parse(line).text("id"))
                        .hasValue(filled.refused().toString()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
        assertThat(audit("export")).singleElement().satisfies(entry -> {
            assertThat(entry.text("reason")).hasValue("for the auditors");
            assertThat(entry.text("selection")).hasValue("deliveries {verdict=refused}");
            assertThat(entry.number("changed")).hasValue(1L);
            assertThat(entry.text("detail")).hasValue("1 lines");
        });
        assertThat(cli.run("export", "events", out.toString(), "--store", filled.store())
                        .exitCode())
                .as("a file that exists is kept")
                .isEqualTo(1);
    }

    @Test
    void anExportThatBreaksOffLeavesNoFile() {
        Path out = directory.resolve("out.jsonl");
        assertThatThrownBy(() -> WholeFile.write(out, stream -> {
                    stream.write(new byte[100_000]);
                    assertThat(out).as("not before it is whole").doesNotExist();
                    throw new IOException("the inbox went away");
                }))
                .hasMessageContaining("the inbox went away");
        assertThat(directory).isDirectoryNotContaining("glob:**out.jsonl*");
        assertThat(cli.run("export", "events", directory.resolve("no/out").toString(), "--store", filled.store())
                        .exitCode())
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

        Doc found = Doc.parse(
                cli.run("verify", "--store", filled.store(), "--json").out().strip());
        assertThat(found.docs("findings"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text("kind")).hasValue("stuck"));

        CliRig.Run mended = cli.run("verify", "--repair", "--why", "it stood still", "--store", filled.store());
        assertThat(mended.exitCode()).as(mended.err()).isZero();
        assertThat(mended.out()).contains("mended 1: ", "nothing is wrong");
        assertThat(cli.run("audit", "list", "--action", "repair", "--store", filled.store())
                        .out())
                .contains("it stood still");
    }

    private List<Doc> audit(String action) {
        return cli.run("audit", "list", "--json", "--action", action, "--store", filled.store())
                .out()
                .lines()
                .map(Doc::parse)
                .toList();
    }

    @Test
    void whatIsNoInboxIsSaid() {
        assertThat(cli.run("verify", "--store", copy).err()).contains("there is no inbox at " + copy);
        assertThat(cli.run("restore", copy, "--why", "x").err()).contains("name it with --store");
        assertThat(cli.run("verify", "--repair", "--store", filled.store()).err())
                .contains("--why is missing");
    }
}
