package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.PostgresRig;
import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.jdbc.PostgresStore;
import io.hooklatch.message.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The commands on the inbox as a whole, where it is in PostgreSQL. */
@Tag("slow")
class PostgresUpkeepCommandsTest {
    @TempDir
    Path directory;

    private final CliRig cli = new CliRig();
    private PostgresRig server;
    private Path config;

    @BeforeEach
    void fill() throws Exception {
        server = PostgresRig.start(directory.resolve("data"));
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(server.url());
        database.setUser("postgres");
        try (PostgresStore store =
                PostgresStore.builder(database).schema("inbox").open()) {
            StoreRig.done(store.append(StoreRig.order("evt_1").build()));
            StoreRig.done(store.append(
                    StoreRig.order("evt_2").refused(Reason.SIGNATURE_MISMATCH).build()));
        }
        config = Files.writeString(
                directory.resolve("hooklatch.yaml"),
                server.store("inbox") + "endpoints: {shop: {unverified: true}}\nretention: {refused: 1h}\n");
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void exportVerifyAndPruneWorkAndTheAuditSaysSo() throws Exception {
        Path out = directory.resolve("out.jsonl");
        CliRig.Run exported = run("export", "deliveries", out.toString(), "--why", "for the auditors");
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(Files.readAllLines(out)).hasSize(2);
        assertThat(audit("export").number("changed")).hasValue(2L);

        assertThat(run("verify").out()).contains("nothing is wrong");
        server.execute("INSERT INTO inbox.diagnosis VALUES (77, 1, 1, 'e', 'f')");
        assertThat(run("verify").exitCode()).isEqualTo(1);
        CliRig.Run mended = run("verify", "--repair", "--why", "left over");
        assertThat(mended.exitCode()).as(mended.err()).isZero();
        assertThat(mended.out()).contains("mended 1: a diagnosis has no delivery", "nothing is wrong");
        assertThat(audit("repair").text("reason")).hasValue("left over");

        // The age of a row is that of its id: two hours more for the refused one.
        server.execute("UPDATE inbox.delivery SET id = id - (7200000::bigint << 22) "
                + "WHERE id = (SELECT max(id) FROM inbox.delivery)");
        CliRig.Run pruned = run("prune", "--why", "the disk is full", "--yes");
        assertThat(pruned.exitCode()).as(pruned.err()).isZero();
        assertThat(pruned.out()).contains("would remove 1 deliveries", "removed 1 deliveries");
        assertThat(audit("prune").text("reason")).hasValue("the disk is full");
        assertThat(run("secrets", "show", "shop").exitCode()).isEqualTo(1);
    }

    @Test
    void backupAndRestoreNameTheToolsOfTheDatabase() {
        for (String command : List.of("backup", "restore")) {
            CliRig.Run run = run(command, "copy.db", "--why", "nightly");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("PostgreSQL", "pg_dump", "pg_basebackup", "any point in time");
        }
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
        all.addAll(List.of("-c", config.toString()));
        return cli.run(all.toArray(String[]::new));
    }
}
