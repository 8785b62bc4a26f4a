package io.hooklatch.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.PostgresRig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways on one database: they are killed, and the database is. */
@Tag("slow")
class PostgresCrashTest {
    private static final int CYCLES = Integer.getInteger("crash.cycles", 5);

    @TempDir
    Path directory;

    private PostgresRig server;

    @BeforeEach
    void start() {
        server = PostgresRig.start(directory.resolve("data"));
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void threeGatewaysOfWhichOneIsKilledAtATimeLoseAndDoubleNothing() throws Exception {
        long seed = Cycles.seed("postgres", CYCLES);
        try (GatewayRun run = new GatewayRun(directory, new InPostgres(server, "hooklatch"));
                NodeCycles nodes = new NodeCycles(seed, run, 3)) {
            nodes.kill(CYCLES);
            nodes.stop();

            Audit audit = run.finish();

            Cycles.report("postgres", audit);
            assertThat(audit.problems()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void fault21_aDatabaseStoppedAtOnceUnderLoadLosesNothingThatWasAcknowledged() throws Exception {
        try (GatewayRun run = new GatewayRun(directory, new InPostgres(server, "inbox"));
                NodeCycles nodes = new NodeCycles(1, run, 2)) {
            nodes.awaitAnswers();

            server.stopImmediately();
            server.startAgain();

            nodes.settle();
            nodes.stop();
            Audit audit = run.finish();
            Cycles.report("postgres stopped", audit);
            assertThat(audit.problems()).isEmpty();
        }
    }
}
