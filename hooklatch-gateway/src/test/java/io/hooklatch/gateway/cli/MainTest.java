package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final CliRig rig = new CliRig();

    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        CliRig.Run run = rig.run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("serve", "check", "send", "diagnose", "demo", "Exit codes:", "3   the gateway cannot start");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "check",
                "send",
                "diagnose",
                "demo",
                "deliveries list",
                "events show",
                "audit watch",
                "endpoints list",
                "handlers list",
                "replay",
                "reverify",
                "requeue",
                "ignore",
                "pause",
                "resume",
                "stats",
                "tail",
                "prune",
                "backup",
                "restore",
                "verify",
                "export deliveries",
                "export events"
            })
    void everyCommandHasHelpThatStatesItsExitCodes(String command) {
        CliRig.Run run = rig.run((command + " --help").split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: hooklatch " + command, "Exit codes:", "\n  2   ");
    }

    @Test
    void theVersionIsSaid() {
        assertThat(rig.run("--version").out()).startsWith("hooklatch ").contains("Java ");
    }

    @Test
    void aMisspeltCommandIsOneLineAndTheNearestOne() {
        CliRig.Run run = rig.run("serv");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("hooklatch: Unmatched argument at index 0: 'serv'", "Did you mean: hooklatch serve");
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void nothingToDoIsAUsageError() {
        CliRig.Run run = rig.run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines().toList())
                .isEqualTo(List.of(
                        "hooklatch: name a command: serve, check, send, diagnose, key, providers or demo",
                        "Try 'hooklatch --help'."));
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        CliRig.Run run = rig.run("check", "--confg", "x");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("hooklatch: Unknown options: '--confg'")
                .contains("Try 'hooklatch check --help'.");
    }
}
