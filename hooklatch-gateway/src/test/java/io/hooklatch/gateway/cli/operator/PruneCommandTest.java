package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneCommandTest {
    private static final String ENDPOINT = "endpoints: {shop: {unverified: true}}\n";

    @TempDir
    Path directory;

    private final CliRig cli = new CliRig();
    private StoreRig.Filled filled;

    @BeforeEach
    void fill() {
        filled = StoreRig.filled(directory);
    }

    @Test
    void theRetentionOfTheConfigurationDecidesWhatGoes() throws IOException {
        String config = config(ENDPOINT + "retention: {dead: 1d}\n");

        CliRig.Run preview = cli.run("prune", "-c", config, "--preview");
        assertThat(preview.exitCode()).as(preview.err()).isZero();
        assertThat(preview.out()).contains("would remove 1 deliveries", "1 events", "2 attempts");
        assertThat(deliveries()).isEqualTo(2);

        CliRig.Run unasked = cli.run("prune", "-c", config, "--why", "the disk is full");
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err()).contains("not confirmed");
        assertThat(deliveries()).isEqualTo(2);

        CliRig.Run done = cli.run("prune", "-c", config, "--why", "the disk is full", "--yes");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("removed 1 deliveries");
        assertThat(deliveries()).as("the refused one stays").isEqualTo(1);
        assertThat(cli.run("audit", "list", "--json", "--store", filled.store())
                        .out()
                        .lines())
                .singleElement()
                .satisfies(line -> {
                    Doc operation = Doc.parse(line);
                    assertThat(operation.text("action")).hasValue("prune");
                    assertThat(operation.text("state")).hasValue("done");
                    assertThat(operation.text("reason")).hasValue("the disk is full");
                    assertThat(operation.doc("actor").orElseThrow().text("origin"))
                            .hasValue("cli");
                });
    }

    @Test
    void asJsonItIsTheOperation() throws IOException {
        String config = config(ENDPOINT + "retention: {dead: 1d}\n");

        CliRig.Run done = cli.run("prune", "-c", config, "--why", "the disk is full", "--yes", "--json");

        assertThat(done.exitCode()).as(done.err()).isZero();
        Doc operation = Doc.parse(done.out().strip());
        assertThat(operation.text("action")).hasValue("prune");
        assertThat(operation.text("state")).hasValue("done");
        assertThat(operation.number("changed")).isPresent();
    }

    @Test
    void withoutRetentionNothingIsRemoved() throws IOException {
        CliRig.Run run = cli.run("prune", "-c", config(ENDPOINT), "--why", "x", "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the configuration has no retention");
        assertThat(cli.run("prune", "--why", "x", "--store", filled.store()).err())
                .contains("name it with -c");
    }

    private long deliveries() {
        return cli.run("deliveries", "list", "--json", "--store", filled.store())
                .out()
                .lines()
                .count();
    }

    private String config(String yaml) throws IOException {
        return Files.writeString(directory.resolve("hooklatch.yaml"), yaml).toString();
    }
}
