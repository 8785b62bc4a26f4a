package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.Ordering;
import io.hooklatch.store.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is older than what was handled is not handled. */
abstract class GuardContract extends ContractGroup {
    private static final Duration LEASE = StoreUnderTest.LEASE;

    private static DeliverySample of(String entity, long version) {
        return aDelivery().guardedBy(entity, version).route("ledger");
    }

    private Dispatch only(Appended appended) {
        return inbox.dispatches(appended).get(0);
    }

    private Appended handled(String entity, long version) {
        Appended appended = inbox.append(of(entity, version));
        assertThat(inbox.handle(inbox.leaseOnly("ledger"))).isTrue();
        return appended;
    }

    private void assertSuperseded(Appended old, String text, String newer, Appended by) {
        Dispatch dispatch = only(old);
        assertThat(dispatch.state()).isEqualTo(DispatchState.SUPERSEDED);
        assertThat(dispatch.dueAt()).isEmpty();
        assertThat(dispatch.lastError())
                .isEqualTo("superseded: it is version " + text + ", and version " + newer + " was handled before as "
                        + by.eventId().orElseThrow());
        assertThat(inbox.event(old).state()).isEqualTo(DispatchState.SUPERSEDED);
    }

    @Test
    final void fault32_theOlderOfAReversedPairIsSuperseded() {
        Appended newer = handled("a", 5);
        Appended older = inbox.append(of("a", 3));
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertSuperseded(older, "3", "5", newer);
        assertThat(inbox.reader()
                        .dispatches(DispatchQuery.all().state(DispatchState.SUPERSEDED))
                        .items())
                .containsExactly(only(older));
        assertThat(inbox.reader()
                        .events(EventQuery.all().state(DispatchState.SUPERSEDED))
                        .items())
                .containsExactly(inbox.event(older));
        assertThat(inbox.reader().openDispatches()).containsEntry(DispatchState.SUPERSEDED, 1L);
    }

    @Test
    final void whatIsClaimedAtBirthIsGuardedToo() {
        handled("a", 5);
        Appended older = inbox.append(aDelivery().guardedBy("a", 4).claimed("ledger", LEASE));
        assertThat(older.leases()).isEmpty();
        assertThat(only(older).state()).isEqualTo(DispatchState.SUPERSEDED);
        Appended next = inbox.append(aDelivery().guardedBy("a", 6).claimed("ledger", LEASE));
        assertThat(inbox.handle(next.leases().get(0))).isTrue();
        assertThat(only(inbox.append(of("a", 5))).state()).isEqualTo(DispatchState.SUPERSEDED);
    }

    @Test
    final void whatWaitedMeanwhileIsSupersededWhenItWouldBeLeased() throws Exception {
        Appended older = inbox.append(of("a", 3));
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ofSeconds(5), "no");
        Appended newer = handled("a", 5);
        inbox.reopen();
        inbox.advance(Duration.ofSeconds(5));
        Appended other = inbox.append(of("b", 1));
        assertThat(inbox.lease("ledger", 10))
                .extracting(Lease::eventId)
                .containsExactly(other.eventId().orElseThrow());
        assertSuperseded(older, "3", "5", newer);
        assertThat(only(older).attempts()).isEqualTo(1);
    }

    @Test
    final void oneThatWasLostMeanwhileIsSupersededWithItsLoss() {
        Appended older = inbox.append(of("a", 3));
        Lease lost = inbox.leaseOnly("ledger");
        Appended newer = handled("a", 5);
        inbox.advance(LEASE);
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertSuperseded(older, "3", "5", newer);
        assertThat(only(older).losses()).isEqualTo(1);
        assertThat(inbox.attempts(only(older).id()))
                .extracting(attempt -> attempt.outcome())
                .containsExactly(AttemptOutcome.LOST);
        assertThat(inbox.handle(lost)).isFalse();
    }

    @Test
    final void equalVersionsOtherEntitiesEndpointsAndHandlersAreHandled() {
        handled("a", 5);
        inbox.append(of("a", 5));
        inbox.append(of("b", 1));
        inbox.append(of("a", 1).endpoint("users"));
        inbox.append(aDelivery().guardedBy("a", 1).route("mail"));
        inbox.append(aDelivery().route("ledger"));
        assertThat(inbox.lease("ledger", 10)).hasSize(4).allMatch(inbox::handle);
        assertThat(inbox.lease("mail", 10)).hasSize(1);
    }

    @Test
    final void whatFailedOrDiedSupersedesNothing() {
        inbox.append(of("a", 5));
        inbox.giveUp(inbox.leaseOnly("ledger"), "no");
        Appended older = inbox.append(of("a", 3));
        assertThat(inbox.leaseOnly("ledger").eventId())
                .isEqualTo(older.eventId().orElseThrow());
    }

    @Test
    final void anOlderOneThatWasRunningDoesNotTurnTheGuardBack() {
        inbox.append(of("a", 3));
        Lease slow = inbox.leaseOnly("ledger");
        Appended newest = handled("a", 5);
        assertThat(inbox.handle(slow)).isTrue();
        assertSuperseded(inbox.append(of("a", 4)), "4", "5", newest);
    }

    @Test
    final void versionsAreComparedByTheirValueFromTheLeastToTheGreatest() {
        List<Version> ascending = List.of(
                new Version(Long.MIN_VALUE, 0),
                new Version(-1, 0),
                new Version(-1, 999_999_999),
                new Version(0, 0),
                new Version(0, 1),
                new Version(9, 0),
                new Version(10, 500_000_000),
                new Version(Long.MAX_VALUE, 999_999_999));
        for (Version version : ascending) {
            Appended appended = inbox.append(guarded(version));
            assertThat(inbox.handle(inbox.leaseOnly("ledger")))
                    .as("%s", version)
                    .isTrue();
            assertThat(only(appended).state()).isEqualTo(DispatchState.HANDLED);
        }
        for (Version version : ascending.subList(0, ascending.size() - 1)) {
            assertThat(only(inbox.append(guarded(version))).state())
                    .as("%s", version)
                    .isEqualTo(DispatchState.SUPERSEDED);
        }
    }

    private static DeliverySample guarded(Version version) {
        return aDelivery().route("ledger").ordering(Ordering.NONE.guardedBy(new Ordering.Guard("a", version, "v")));
    }

    @Test
    final void orderAndGuardTogetherNeverHandleAnOlderOneLast() {
        List<Appended> appended = new ArrayList<>();
        for (int version : new int[] {1, 4, 2, 3, 5, 5, 0}) {
            appended.add(inbox.append(of("a", version).orderedBy("a")));
        }
        List<Integer> handled = new ArrayList<>();
        for (List<Lease> next = inbox.lease("ledger", 10); !next.isEmpty(); next = inbox.lease("ledger", 10)) {
            assertThat(next).hasSize(1);
            for (int i = 0; i < appended.size(); i++) {
                if (appended.get(i).eventId().equals(Optional.of(next.get(0).eventId()))) {
                    handled.add(i);
                }
            }
            inbox.handle(next.get(0));
        }
        assertThat(handled).containsExactly(0, 1, 4, 5);
        assertThat(inbox.reader().openDispatches()).containsOnlyKeys(DispatchState.SUPERSEDED);
    }

    @Test
    final void aLongLineOfOlderOnesIsSupersededAFewAtATime() {
        int older = 2_500;
        inbox.appendAll(Collections.nCopies(older, of("a", 1).orderedBy("long")));
        Lease first = inbox.leaseOnly("ledger");
        Appended newer = handled("a", 9);
        Appended last = inbox.append(of("a", 9).orderedBy("long"));
        inbox.handle(first);
        long before = older - 1L;
        List<Lease> leased = inbox.lease("ledger", 10);
        while (leased.isEmpty()) {
            long waiting = inbox.reader().openDispatches().getOrDefault(DispatchState.QUEUED, 0L) - 1;
            assertThat(before - waiting).as("superseded by one call").isBetween(1L, 1_000L);
            assertThat(inbox.reader().nextDue("ledger"))
                    .hasValueSatisfying(due -> assertThat(due).isLessThanOrEqualTo(Duration.ZERO));
            before = waiting;
            leased = inbox.lease("ledger", 10);
        }
        assertThat(leased)
                .extracting(Lease::eventId)
                .containsExactly(last.eventId().orElseThrow());
        assertThat(before).as("one call does not do it all").isBetween(1L, 1_000L);
        assertThat(inbox.reader().openDispatches()).containsEntry(DispatchState.SUPERSEDED, (long) older - 1);
        Dispatch one = inbox.reader()
                .dispatches(DispatchQuery.all().state(DispatchState.SUPERSEDED).limit(1))
                .items()
                .get(0);
        assertThat(one.lastError())
                .endsWith("handled before as " + newer.eventId().orElseThrow());
    }

    @Test
    final void oneInALongLineThatIsNotOlderEndsTheRun() {
        inbox.append(of("a", 1).orderedBy("long"));
        Lease first = inbox.leaseOnly("ledger");
        Appended stale = inbox.append(of("a", 2).orderedBy("long"));
        Appended other = inbox.append(of("b", 1).orderedBy("long"));
        Appended behind = inbox.append(of("a", 3).orderedBy("long"));
        handled("a", 9);
        inbox.handle(first);
        Lease next = inbox.leaseOnly("ledger");
        assertThat(next.eventId()).isEqualTo(other.eventId().orElseThrow());
        assertThat(only(stale).state()).isEqualTo(DispatchState.SUPERSEDED);
        assertThat(only(behind).state()).isEqualTo(DispatchState.QUEUED);
        inbox.handle(next);
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertThat(only(behind).state()).isEqualTo(DispatchState.SUPERSEDED);
    }

    @Test
    final void fault32_racingWorkersHandleTheNewestAndNothingOlderAfterIt() {
        int versions = 60;
        List<DeliverySample> some = new ArrayList<>();
        for (int i = 0; i < versions; i++) {
            some.add(of("a", i * 37 % versions).orderedBy("a"));
        }
        inbox.appendAll(some);
        List<Long> handled = new ArrayList<>();
        Race.run(4, number -> {
            while (inbox.reader().openDispatches().getOrDefault(DispatchState.QUEUED, 0L) > 0) {
                for (Lease lease : inbox.lease("ledger", 3)) {
                    synchronized (handled) {
                        handled.add(lease.eventId().value());
                    }
                    assertThat(inbox.handle(lease)).isTrue();
                }
            }
            return true;
        });
        // In the order of arrival: each that is newer than all before it.
        int newest = -1;
        int expected = 0;
        for (int i = 0; i < versions; i++) {
            if (i * 37 % versions > newest) {
                newest = i * 37 % versions;
                expected++;
            }
        }
        assertThat(handled).hasSize(expected).isSorted();
        assertThat(inbox.reader().openDispatches()).containsEntry(DispatchState.SUPERSEDED, (long) versions - expected);
    }
}
