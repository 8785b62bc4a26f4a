package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** States: of a dispatch, which moves it makes, and of an event, as derived from its dispatches. */
abstract class StateContract extends ContractGroup {
    /** The states of a routed dispatch that this contract can bring about. */
    private static final List<DispatchState> ROUTED = List.of(
            DispatchState.QUEUED,
            DispatchState.RUNNING,
            DispatchState.RETRYING,
            DispatchState.HANDLED,
            DispatchState.DEAD);

    @Test
    final void anEventsStateIsDerivedFromEveryCombinationOfItsDispatches() {
        for (int combination = 1; combination < 1 << ROUTED.size(); combination++) {
            Set<DispatchState> states = EnumSet.noneOf(DispatchState.class);
            DeliverySample sample = aDelivery();
            for (int i = 0; i < ROUTED.size(); i++) {
                if ((combination & 1 << i) != 0) {
                    states.add(ROUTED.get(i));
                    sample = sample.route(combination + ROUTED.get(i).name());
                }
            }
            Appended appended = inbox.append(sample);
            for (DispatchState state : states) {
                bring(combination + state.name(), state);
            }
            assertThat(inbox.dispatches(appended)).extracting(Dispatch::state).containsExactlyElementsOf(states);
            assertThat(inbox.event(appended).state()).as("%s", states).isEqualTo(DispatchState.ofEvent(states));
        }
    }

    @Test
    final void anEventIsFoundByItsStateAsItMoves() {
        Appended appended = inbox.append(aDelivery().route("ledger").route("mail"));
        assertThatItIsFoundOnlyAs(DispatchState.QUEUED, appended);
        Lease mail = inbox.leaseOnly("mail");
        assertThatItIsFoundOnlyAs(DispatchState.RUNNING, appended);
        inbox.handle(mail);
        assertThatItIsFoundOnlyAs(DispatchState.QUEUED, appended);
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ZERO, "no");
        assertThatItIsFoundOnlyAs(DispatchState.RETRYING, appended);
        inbox.giveUp(inbox.leaseOnly("ledger"), "no use");
        assertThatItIsFoundOnlyAs(DispatchState.DEAD, appended);
    }

    @Test
    final void everyMoveOfADispatchIsALegalOne() {
        Appended appended = inbox.append(aDelivery().route("ledger"));
        Moves moves = new Moves(appended);

        Lease lease = inbox.leaseOnly("ledger");
        moves.expect(DispatchState.RUNNING);
        inbox.release(List.of(lease));
        moves.expect(DispatchState.QUEUED);
        lease = inbox.leaseOnly("ledger");
        moves.expect(DispatchState.RUNNING);
        inbox.retry(lease, Duration.ZERO, "no");
        moves.expect(DispatchState.RETRYING);
        lease = inbox.leaseOnly("ledger");
        moves.expect(DispatchState.RUNNING);
        inbox.release(List.of(lease));
        moves.expect(DispatchState.RETRYING);
        lease = inbox.leaseOnly("ledger");
        moves.expect(DispatchState.RUNNING);
        inbox.giveUp(lease, "no use");
        moves.expect(DispatchState.DEAD);
    }

    private void bring(String handler, DispatchState state) {
        if (state == DispatchState.QUEUED) {
            return;
        }
        Lease lease = inbox.leaseOnly(handler);
        switch (state) {
            case RETRYING -> inbox.retry(lease, Duration.ofHours(1), "no");
            case HANDLED -> inbox.handle(lease);
            case DEAD -> inbox.giveUp(lease, "no use");
            default -> assertThat(state).isEqualTo(DispatchState.RUNNING);
        }
    }

    private void assertThatItIsFoundOnlyAs(DispatchState state, Appended appended) {
        for (DispatchState each : DispatchState.values()) {
            assertThat(inbox.reader().events(EventQuery.all().state(each)).items())
                    .as("%s while it is %s", each, state)
                    .hasSize(each == state ? 1 : 0);
        }
        assertThat(inbox.event(appended).state()).isEqualTo(state);
    }

    /** One dispatch and the state in which it was seen last. */
    private final class Moves {
        private final Appended appended;
        private DispatchState last = DispatchState.QUEUED;

        Moves(Appended appended) {
            this.appended = appended;
        }

        void expect(DispatchState state) {
            DispatchState now = inbox.dispatches(appended).get(0).state();
            assertThat(now).isEqualTo(state);
            assertThat(last.next()).contains(now);
            last = now;
        }
    }
}
