package io.hooklatch.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.crash.Failpoint.Point;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with an inbox in it that dies at one point of its work, at different times. */
@Tag("slow")
class FaultTest {
    private static final int IDS = 60;

    @TempDir
    Path directory;

    @Test
    void fault1_killedWhileItReadsBodies() throws Exception {
        try (LibraryRun run = new LibraryRun(directory)) {
            List<String> ids = run.load().fresh(20);
            run.dieWhileReading(ids);

            assertThat(run.stored().entries()).extracting(entry -> entry.id).doesNotContainAnyElementsOf(ids);
            holds(run);
            assertThat(run.stored().entries()).extracting(entry -> entry.id).containsAll(ids);
        }
    }

    @Test
    void fault2_killedAfterVerifyingAndBeforeTheCommit() throws Exception {
        diesAndLosesNothing(Point.BEFORE_APPEND, 1, 7, 40);
    }

    @Test
    void fault3_killedAfterTheCommitAndBeforeTheAnswer() throws Exception {
        diesAndLosesNothing(Point.AFTER_APPEND, 1, 7, 40);
    }

    @Test
    void fault4_killedAfterTheClaimAndBeforeTheHandler() throws Exception {
        diesAndLosesNothing(Point.AFTER_LEASE, 1, 2, 3);
    }

    @Test
    void fault5_killedInsideTheHandler() throws Exception {
        diesAndLosesNothing(Point.IN_HANDLER, 1, 7, 40);
    }

    @Test
    void fault6_killedAfterTheHandlersOwnCommitAndBeforeOurs() throws Exception {
        diesAndLosesNothing(Point.BEFORE_HANDLED, 1, 7, 40);
    }

    @Test
    void fault6_killedInsideTheCommonTransactionAndRightAfterIt() throws Exception {
        try (LibraryRun run = new LibraryRun(directory)) {
            run.dieAt(Point.IN_TRANSACTION, 1, IDS);
            run.dieAt(Point.AFTER_TRANSACTION, 1, IDS);
            run.dieAt(Point.IN_TRANSACTION, 20, IDS);
            run.dieAt(Point.AFTER_TRANSACTION, 3, IDS);
            holds(run);
        }
    }

    @Test
    void fault7_killedBeforeAndAfterARetryOrTheEndIsRecorded() throws Exception {
        try (LibraryRun run = new LibraryRun(directory)) {
            run.dieAt(Point.BEFORE_RETRY, 1, IDS);
            run.dieAt(Point.AFTER_RETRY, 1, IDS);
            run.dieAt(Point.BEFORE_RETRY, 30, IDS);
            run.dieAt(Point.AFTER_RETRY, 50, IDS);
            holds(run);
        }
    }

    @Test
    void fault8_killedDuringTheRecoveryAtStart() throws Exception {
        try (LibraryRun run = new LibraryRun(directory)) {
            run.dieAt(Point.BEFORE_RECOVERY, 1, 0);
            run.dieAt(Point.IN_HANDLER, 30, IDS);
            run.dieAt(Point.BEFORE_RECOVERY, 1, 0);
            run.dieAt(Point.AFTER_RECOVERY, 1, 0);
            holds(run);
        }
    }

    private void diesAndLosesNothing(Point point, int... times) throws Exception {
        try (LibraryRun run = new LibraryRun(directory)) {
            for (int nth : times) {
                run.dieAt(point, nth, IDS);
            }
            holds(run);
        }
    }

    private static void holds(LibraryRun run) throws Exception {
        Audit audit = run.finish();
        assertThat(audit.problems()).as(audit.totals()).isEmpty();
    }
}
