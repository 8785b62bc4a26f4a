package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersNewCommandTest {
    @TempDir
    private Path directory;

    private final CliRig rig = new CliRig();

    @Test
    void whatItMakesHoldsAndCanFail() throws IOException {
        Files.writeString(directory.resolve("index.txt"), "abc alias\nzed\n");

        CliRig.Run made = rig.run("providers", "new", "acme-orders", "--dir", directory.toString());

        assertThat(made.err()).isEmpty();
        assertThat(made.out()).contains("docs/new-provider.md");
        assertThat(rig.run(
                        "providers",
                        "test",
                        "--prove",
                        directory.resolve("acme-orders").toString()))
                .isEqualTo(new CliRig.Run(0, "4 passed, 0 failed" + System.lineSeparator(), ""));
        assertThat(directory.resolve("index.txt")).hasContent("abc alias\nacme-orders\nzed\n");
    }

    @Test
    void aNameThatIsTakenOrNoneIsRefused() {
        String dir = directory.toString();
        assertThat(rig.run("providers", "new", "Acme", "--dir", dir).err()).contains("use lower-case letters");
        assertThat(rig.run("providers", "new", "stripe", "--dir", dir).err()).contains("is in the catalogue already");
        rig.run("providers", "new", "acme", "--dir", dir);
        assertThat(rig.run("providers", "new", "acme", "--dir", dir).err()).contains("is there already");
        assertThat(rig.run("providers", "new", "acme", "--dir", dir + "/nowhere")
                        .err())
                .contains("is no directory");
    }
}
