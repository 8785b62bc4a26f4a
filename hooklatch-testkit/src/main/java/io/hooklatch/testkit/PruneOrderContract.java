package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.store.Pruned;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is removed of events that others wait for, or that are the newest of something. */
abstract class PruneOrderContract extends ContractGroup {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    final void fault32_aDeadEventThatIsRemovedHoldsBackNobody() {
        inbox.append(aDelivery().orderedBy("a").route("ledger"));
        inbox.giveUp(inbox.leaseOnly("ledger"), "no");
        inbox.advance(DAY);
        Appended second = inbox.append(aDelivery().orderedBy("a").route("ledger"));
        assertThat(inbox.lease("ledger", 5)).isEmpty();
        assertThat(Prunes.prune(inbox, Prunes.allRows(inbox.now())).events()).isEqualTo(1);
        assertThat(inbox.dispatches(second).get(0).heldBy()).isEmpty();
        assertThat(inbox.leaseOnly("ledger").eventId())
                .isEqualTo(second.eventId().orElseThrow());
    }

    @Test
    final void fault32_theNewestVersionIsRememberedAsLongAsKeysAre() {
        inbox.append(aDelivery().key("k").guardedBy("a", 5).route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        inbox.append(aDelivery().guardedBy("b", 5).route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        inbox.advance(DAY);
        assertThat(Prunes.prune(inbox, Prunes.allKeys(inbox.now())))
                .as("while the events are there")
                .isEqualTo(Pruned.NOTHING);
        Prunes.prune(inbox, Prunes.allRows(inbox.now()));
        for (String entity : new String[] {"a", "b"}) {
            Appended older = inbox.append(aDelivery().guardedBy(entity, 4).route("ledger"));
            assertThat(inbox.event(older).state()).isEqualTo(DispatchState.SUPERSEDED);
        }
        assertThat(Prunes.prune(inbox, Prunes.allKeys(inbox.now()))).isEqualTo(Pruned.keys(3));
        for (String entity : new String[] {"a", "b"}) {
            Appended older = inbox.append(aDelivery().guardedBy(entity, 4).route("ledger"));
            assertThat(inbox.event(older).state()).isEqualTo(DispatchState.QUEUED);
        }
    }

    @Test
    final void aSupersededEventGoesAsAHandledOneDoes() {
        inbox.append(aDelivery().guardedBy("a", 5).route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        inbox.append(aDelivery().guardedBy("a", 4).route("ledger"));
        inbox.advance(DAY);
        Pruned done = Prunes.prune(inbox, Prunes.rows(Kept.HANDLED, inbox.now()));
        assertThat(done.events()).isEqualTo(2);
    }
}
