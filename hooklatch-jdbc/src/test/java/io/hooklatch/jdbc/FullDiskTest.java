package io.hooklatch.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real disks that are full: small volumes in memory, which a process may mount that has a name space of its own. */
class FullDiskTest {
    @TempDir
    Path directory;

    @Test
    void fault11_aDiskThatFillsUpInServiceIsLivedThrough() throws Exception {
        assertThat(run("service", "24m")).isEqualTo("+");
    }

    @Test
    void fault12_onAFullDiskANewInboxIsRefusedAndNothingIsLeftBehind() throws Exception {
        assertThat(run("create", "2m")).isEqualTo("+");
    }

    @Test
    void fault12_onAFullDiskAnInboxWithBallastOpens() throws Exception {
        assertThat(run("open", "16m")).isEqualTo("+");
    }

    private String run(String scenario, String size) throws IOException, InterruptedException {
        assumeThat(start(List.of("true"), size).waitFor())
                .as("mounting in a name space of one's own is allowed here")
                .isZero();
        Process process = start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskProcess.class.getName(),
                        scenario,
                        directory.toString()),
                size);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return said;
    }

    private Process start(List<String> command, String size) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + size + " tmpfs \"$0\" && exec \"$@\"",
                directory.toString()));
        all.addAll(command);
        return new ProcessBuilder(all)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
