package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    private final CliRig rig = new CliRig().with("TERM", "xterm");

    @TempDir
    Path directory;

    @Test
    @Tag("slow")
    void itEndsWithZeroWhenEveryNumberIsTheExpectedOneAndSaysWhereTheDatabaseIs() {
        Path fresh = directory.resolve("new");

        CliRig.Run run = rig.run("demo", "--dir", fresh.toString(), "--volume", "200");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("Every number is exactly the expected one.")
                .endsWith("The database stays at " + fresh.resolve("inbox.db") + System.lineSeparator())
                .doesNotContain("\u001b");
        assertThat(fresh.resolve("inbox.db")).isNotEmptyFile();
    }

    @Test
    void aDirectoryThatHoldsSomethingIsRefusedAndLeftAlone() throws IOException {
        Path other = Files.createFile(directory.resolve("inbox.db"));

        CliRig.Run run = rig.run("demo", "--dir", directory.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("hooklatch: --dir: " + directory + " is not empty; name a new directory")
                .doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(other).isEmptyFile();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsOneLine() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        CliRig.Run run = rig.run("demo", "--dir", file.resolve("below").toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().lines())
                .hasSize(1)
                .allMatch(line -> line.startsWith("hooklatch: cannot make a directory for the database: "));
    }

    @Test
    void aVolumeOfNothingIsRefused() {
        CliRig.Run run = rig.run("demo", "--dir", directory.toString(), "--volume", "0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("hooklatch: --volume 0: it must be 1 to 10000000");
    }
}
