package io.hooklatch.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with an inbox in it, killed at random. */
@Tag("slow")
class LibraryCrashTest {
    @TempDir
    Path directory;

    @Test
    void killedAtRandomPointsItLosesNothingAndDoesNothingTwiceInItsTransaction() throws Exception {
        long seed = Cycles.seed("library");
        try (LibraryRun run = new LibraryRun(directory)) {
            new Cycles(seed, run::start, LibraryRun::port, run.ledger(), run.load()).kill(Cycles.wanted());

            Audit audit = run.finish();

            Cycles.report("library", audit);
            assertThat(audit.problems()).as("seed %d", seed).isEmpty();
        }
    }
}
