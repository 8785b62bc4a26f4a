package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.data.WholeFile;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.NewOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
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
    void whileARestoreIsStoppedEveryCommandRefusesAndNamesBothWaysOut() throws Exception {
        cli.run("backup", copy, "--store", filled.store());
        Path aside = Path.of(filled.file() + ".before-restore");
        Files.move(filled.file(), aside);

        String other = directory.resolve("other").toString();
        for (List<String> command : List.of(
                List.of("events", "list"),
                List.of("stats"),
                List.of("audit", "list"),
                List.of("verify"),
                List.of("verify", "--repair", "--why", "x", "--yes"),
                List.of("backup", other),
                List.of("export", "events", other),
                List.of("pause", "handler", "ship", "--why", "x"),
                List.of("requeue", "--everything", "--why", "x", "--yes"))) {
            List<String> words = new ArrayList<>(command);
            words.addAll(List.of("--store", filled.store()));
            CliRig.Run run = cli.run(words.toArray(String[]::new));
            assertThat(run.exitCode()).as("%s: %s", command, run.err()).isEqualTo(3);
            assertThat(run.err())
                    .as("%s", command)
                    .contains(
                            "a restore to it was cut off",
                            "hooklatch restore",
                            "move " + aside + " to " + filled.file());
            assertThat(filled.file()).as("%s", command).doesNotExist();
        }

        CliRig.Run restored = cli.run("restore", copy, "--store", filled.store(), "--why", "once more");
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("moved aside: " + aside);
        assertThat(cli.run("events", "list", "--store", filled.store()).out()).contains(filled.event());
    }

    @Test
    void whatRanInTheBackupAndWhatIsPausedIsSaid() {
        cli.run("pause", "handler", "ship", "--why", "moving", "--store", filled.store());
        String ran;
        try (SqliteStore store = SqliteStore.open(filled.file())) {
            ran = StoreRig.done(store.begin(new NewOperation(
                            Action.IGNORE, new Actor("bob", "cli"), "a mistake", "events", 5, 20_005, "0")))
                    .id()
                    .toString();
        }
        cli.run("backup", copy, "--store", filled.store());

        CliRig.Run restored = cli.run("restore", copy, "--store", filled.store(), "--why", "a bad deploy", "--yes");
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.out())
                .contains("ended " + ran + ", ignore at 0 of 20005", "(a mistake)")
                .contains("handler ship is paused since 20", "hooklatch resume handler ship");
        String elsewhere = directory.resolve("elsewhere.db").toString();
        assertThat(cli.run("restore", copy, "--store", elsewhere, "--why", "to look", "--json")
                        .out())
                .contains("\"ended\":[{\"id\":\"" + ran, "\"paused\":[{\"kind\":\"handler\",\"name\":\"ship\"");
        assertThat(audit("ignore")).singleElement().satisfies(entry -> {
            assertThat(entry.text("state")).hasValue("cancelled");
            assertThat(entry.text("detail").orElse("")).contains("restored from a backup");
        });
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
