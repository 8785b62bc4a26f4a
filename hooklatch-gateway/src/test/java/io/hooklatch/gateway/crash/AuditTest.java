package io.hooklatch.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.Route;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The audit is worth nothing unless it sees each of these. */
class AuditTest {
    private final ManualTime time = ManualTime.start();
    private final MemoryStore store = MemoryStore.open(time);
    private final Ledger ledger = new Ledger();

    @Test
    void nothingIsWrongWhenAllIsWell() {
        acknowledged("a");
        acknowledged("a");
        stored("a", "a");
        stored("a", "a");
        handled();

        Audit audit = audit();
        audit.receipts();
        audit.dispatches(Set.of("h"));
        audit.exactlyOnce("h", Map.of("a", 1));
        audit.atLeast(1, "h", Map.of("a", 1));

        assertThat(audit.problems()).isEmpty();
        assertThat(audit.totals()).startsWith("1 ids sent 2 times, 2 acknowledgements, 2 deliveries, 1 events, 1 ");
    }

    @Test
    void anAcknowledgedIdThatIsNotStoredIsFound() {
        acknowledged("a");

        Audit audit = audit();
        audit.receipts();

        assertThat(audit.problems()).containsExactly("a was acknowledged and is not stored");
    }

    @Test
    void anUnacknowledgedIdMayBeStoredOrNot() {
        ledger.sending("a");
        ledger.sending("b");
        stored("b", "b");

        Audit audit = audit();
        audit.receipts();

        assertThat(audit.problems()).isEmpty();
    }

    @Test
    void aMissingDeliveryIsFound() {
        acknowledged("a");
        acknowledged("a");
        stored("a", "a");

        Audit audit = audit();
        audit.receipts();

        assertThat(audit.problems())
                .containsExactly("a was sent 2 times and acknowledged 2 times, but 1 deliveries are stored");
    }

    @Test
    void anIdThatBecameTwoEventsIsFound() {
        acknowledged("a");
        acknowledged("a");
        stored("a", "key");
        stored("a", "other-key");

        Audit audit = audit();
        audit.receipts();

        assertThat(audit.problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).startsWith("a became the events [evt_"))
                .contains("a has 2 first deliveries");
    }

    @Test
    void anEventThatIsNeitherHandledNorParkedIsFound() {
        acknowledged("a");
        stored("a", "a");

        Audit audit = audit();
        audit.dispatches(Set.of("h"));

        assertThat(audit.problems()).hasSize(1).first().asString().startsWith("a is neither handled nor parked");
    }

    @Test
    void anEffectThatHappenedTwiceOrNeverIsFound() {
        acknowledged("a");
        stored("a", "a");
        acknowledged("b");
        stored("b", "b");
        handled();

        Audit audit = audit();
        audit.exactlyOnce("h", Map.of("a", 2));

        assertThat(audit.problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).startsWith("h did a 2 times"))
                .anySatisfy(problem -> assertThat(problem).startsWith("h did b 0 times"));
    }

    @Test
    void moreRunsThanAttemptsAndRunsOfWhatIsNotStoredAreFound() {
        acknowledged("a");
        stored("a", "a");
        handled();

        Audit audit = audit();
        audit.atLeast(1, "h", Map.of("a", 2, "z", 1));

        assertThat(audit.problems())
                .hasSize(2)
                .contains("h did z, not stored")
                .anySatisfy(problem -> assertThat(problem).startsWith("h did a 2 times"));
    }

    @Test
    void fewerRunsThanItTakesAreFound() {
        acknowledged("a");
        stored("a", "a");
        handled();

        Audit audit = audit();
        audit.atLeast(2, "h", Map.of("a", 1));

        assertThat(audit.problems()).hasSize(1).first().asString().startsWith("h did a only 1 times");
    }

    @Test
    void whatIsHandledAndWasNeverTakenIsFound() {
        acknowledged("a");
        stored("a", "a");
        handled();

        Audit audit = audit();
        audit.took("h", Map.of());

        assertThat(audit.problems()).hasSize(1).first().asString().startsWith("h never took a");
    }

    @Test
    void anEventThatShouldBeParkedAndIsHandledIsFound() {
        acknowledged("a");
        stored("a", "a");
        handled();

        Audit audit = audit();
        audit.parked("h");

        assertThat(audit.problems()).hasSize(1).first().asString().startsWith("h has not parked a");
    }

    @Test
    void anAnswerThatNoFaultExplainsIsFound() {
        ledger.surprise("a was answered with 401");

        assertThat(audit().problems()).containsExactly("a was answered with 401");
    }

    private Audit audit() {
        return new Audit(ledger, Stored.read(store.reader()));
    }

    private void acknowledged(String id) {
        ledger.sending(id);
        ledger.acked(id);
    }

    private void stored(String id, String key) {
        store.append(NewDelivery.of(
                        "endpoint",
                        DeliveryKind.MESSAGE,
                        time.millis(),
                        Request.post("/", Headers.none(), id),
                        id.length(),
                        Verdict.verified("recipe@1.0.0", "1"),
                        new Names(Optional.of(id), Optional.of(id), Optional.empty()),
                        List.of(new DedupeKey(key, "test")),
                        List.of(Route.queued("h"))))
                .toCompletableFuture()
                .join();
    }

    private void handled() {
        List<Lease> leases = store.lease("h", 100, Duration.ofMinutes(1))
                .toCompletableFuture()
                .join();
        leases.forEach(lease -> assertThat(store.complete(Completion.handled(lease, time.millis(), 0)))
                .isCompletedWithValue(true));
    }
}
