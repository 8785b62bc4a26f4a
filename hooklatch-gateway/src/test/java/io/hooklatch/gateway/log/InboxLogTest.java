package io.hooklatch.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Verdict;
import io.hooklatch.observe.TurnedAway;
import io.hooklatch.store.Superseded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InboxLogTest {
    private final List<String> lines = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final InboxLog log = new InboxLog(
            new InboxLog.Lines(
                    line -> lines.add("INFO " + line),
                    line -> lines.add("WARN " + line),
                    line -> lines.add("ERROR " + line)),
            nanos::get);

    @Test
    void aRefusalSaysWhichDeliveryAndWhy() {
        log.stored("shop", refused("timestamp outside tolerance: 412 s old, 300 s allowed"), 1);

        assertThat(lines)
                .containsExactly("INFO endpoint shop: refused dlv_000000000000z, TIMESTAMP_OUTSIDE_TOLERANCE"
                        + " \"stripe@1.0.0: timestamp outside tolerance: 412 s old, 300 s allowed\"");
    }

    @Test
    void whatWasTurnedAwayIsSaidWithItsCauseAndOursIsAWarning() {
        log.turnedAway("shop", 503, TurnedAway.BUSY);
        log.turnedAway("shop", 413, TurnedAway.BAD_REQUEST);
        log.turnedAway("", 404, TurnedAway.UNKNOWN_ENDPOINT);

        assertThat(lines)
                .containsExactly(
                        "WARN endpoint shop: a request was answered 503 and not kept, BUSY",
                        "INFO endpoint shop: a request was answered 413 and not kept, BAD_REQUEST",
                        "INFO no endpoint: a request was answered 404 and not kept, UNKNOWN_ENDPOINT");
    }

    @Test
    void supersededEventsAreSaidWithWhatStandsInTheirWayAndNotEachOfThem() {
        for (int i = 1; i < 100; i++) {
            log.superseded(new Superseded(
                    "ship",
                    new EventId(i),
                    new DispatchId(i),
                    "superseded: it is version 3, and version 5 was handled"));
        }

        assertThat(lines)
                .containsExactly("INFO handler ship: event " + new EventId(1) + " is not handled,"
                        + " \"superseded: it is version 3, and version 5 was handled\"");
    }

    @Test
    void anAcceptedDeliveryIsNotWorthALine() {
        log.stored("shop", receipt(Verdict.verified("stripe@1.0.0", "1")), 1);

        assertThat(lines).isEmpty();
    }

    @Test
    void aDuplicateWithAnotherBodyIsSaid() {
        log.stored("shop", divergent(), 1);

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("WARN endpoint shop: delivery dlv_000000000000z has the key");
    }

    @Test
    void aFloodOfRefusalsIsOneLineASecondAndACount() {
        for (int i = 0; i < 1000; i++) {
            log.stored("shop", refused("x"), 1);
        }
        log.stored("other", refused("x"), 1);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        log.stored("shop", refused("x"), 1);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("INFO endpoint other");
        assertThat(lines.get(2)).endsWith("(and 999 more of the kind since the last line)");
    }

    @Test
    void failedAttemptsAndDeadDispatchesAreSaidAndSuccessIsNot() {
        attempted(1, AttemptOutcome.SUCCEEDED, DispatchState.HANDLED, "");
        attempted(2, AttemptOutcome.FAILED, DispatchState.RETRYING, "IOException: gone");
        attempted(12, AttemptOutcome.TIMED_OUT, DispatchState.DEAD, "still running after 30 s");

        assertThat(lines)
                .containsExactly(
                        "WARN handler billing: event evt_0000000000010 failed at attempt 2 and will be tried again,"
                                + " \"IOException: gone\"",
                        "ERROR handler billing: event evt_0000000000010 is dead after attempt 12,"
                                + " \"still running after 30 s\"");
    }

    @Test
    void fault63_whatOthersWroteCannotForgeALine() {
        log.stored("shop", refused("a\nWARN forged \u001b[2J"), 1);
        attempted(1, AttemptOutcome.FAILED, DispatchState.RETRYING, "b\r\nWARN forged");
        log.troubled("handler billing", "c\u2028d");

        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.codePoints().allMatch(c -> c >= ' ' && c < 0x7f))
                        .isTrue());
    }

    private void attempted(int attempt, AttemptOutcome outcome, DispatchState next, String error) {
        log.attempted("billing", new EventId(32), new DispatchId(33), attempt, outcome, next, error, 1);
    }

    private static Receipt refused(String detail) {
        return receipt(Verdict.refused("stripe@1.0.0", Reason.TIMESTAMP_OUTSIDE_TOLERANCE, detail));
    }

    private static Receipt divergent() {
        return receipt(Verdict.verified("stripe@1.0.0", "1"), List.of(new ReceivedEvent(new EventId(32), true, true)));
    }

    private static Receipt receipt(Verdict verdict) {
        return receipt(verdict, List.of());
    }

    private static Receipt receipt(Verdict verdict, List<ReceivedEvent> events) {
        return new Receipt(
                verdict.accepted() ? 200 : 401,
                Headers.none(),
                new byte[0],
                Optional.of(new DeliveryId(31)),
                events,
                Optional.of(verdict));
    }
}
