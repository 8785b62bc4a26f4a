package io.hooklatch.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as it is started by its users, killed at random and stopped in order. */
@Tag("slow")
class GatewayCrashTest {
    private static final long STOP_MILLIS = 30_000;

    @TempDir
    Path directory;

    @Test
    void killedAtRandomPointsItLosesNothing() throws Exception {
        long seed = Cycles.seed("gateway");
        try (GatewayRun run = new GatewayRun(directory)) {
            new Cycles(seed, run::start, GatewayRun::port, run.ledger(), run.load()).kill(Cycles.wanted());

            Audit audit = run.finish();

            Cycles.report("gateway", audit);
            assertThat(audit.problems()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void fault34_stoppedUnderLoadItEndsInOrderAndLosesNothing() throws Exception {
        try (GatewayRun run = new GatewayRun(directory)) {
            for (int stop = 0; stop < 3; stop++) {
                try (Child child = run.start()) {
                    Load.Running running = run.load().start(GatewayRun.port(child), 300);
                    assertThat(running.awaitAnswers()).as(child.output()).isTrue();

                    child.terminate();

                    // shutdown_within is 20 s; a machine that is busy with other tests gets some more.
                    assertThat(child.runs(STOP_MILLIS)).as(child.output()).isFalse();
                    running.end();
                    assertThat(child.exitCode()).as(child.output()).isZero();
                    assertThat(child.output()).endsWith("stopped");
                }
            }

            Audit audit = run.finish();

            assertThat(audit.problems()).isEmpty();
            assertThat(audit.lost()).as("attempts without a result").isZero();
        }
    }
}
