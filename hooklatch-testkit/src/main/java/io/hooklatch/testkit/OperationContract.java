package io.hooklatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Applied;
import io.hooklatch.store.Change;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.Step;
import io.hooklatch.store.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The record of what operators do. */
abstract class OperationContract extends OperationGroup {
    @Test
    final void anOperationIsRecordedWithEverythingThatWasSaidAboutIt() {
        NewOperation asked = new NewOperation(
                Action.REQUEUE, new Actor("Ünal \"root\"", "api 127.0.0.1"), "why — 3 a.m.", "dispatches", 25, 7, "c0");
        Operation begun = begin(asked);
        assertThat(begun)
                .isEqualTo(new Operation(
                        begun.id(),
                        Action.REQUEUE,
                        asked.actor(),
                        asked.reason(),
                        "dispatches",
                        inbox.now(),
                        Optional.empty(),
                        OperationState.RUNNING,
                        25,
                        7,
                        0,
                        0,
                        0,
                        "c0",
                        ""));
        assertThat(now(begun)).isEqualTo(begun);
        assertThat(reader().operation(new OperationId(1))).isEmpty();
    }

    @Test
    final void aStepWritesItsItemsCountsAndCursorTogether() throws Exception {
        Operation operation = begin(Action.REVERIFY);
        Applied first = Stages.await(store().apply(
                        operation.id(),
                        new Step(List.of(note("a", Outcome.CHANGED), note("b", Outcome.SKIPPED)), "", "c1")));
        assertThat(first.taken()).isTrue();
        Applied second = Stages.await(store().apply(
                        operation.id(),
                        new Step(List.of(note("c", Outcome.FAILED), note("d", Outcome.CHANGED)), "c1", "c2")));

        inbox.reopen();
        Operation now = now(operation);
        assertThat(now).isEqualTo(second.operation());
        assertThat(List.of(now.changed(), now.skipped(), now.failed(), now.done()))
                .containsExactly(2L, 1L, 1L, 4L);
        assertThat(now.cursor()).isEqualTo("c2");
        List<OperationItem> all = new ArrayList<>(second.items());
        all.addAll(0, first.items());
        Collections.reverse(all);
        assertThat(reader().items(operation.id(), Cursor.START, 10).items()).isEqualTo(all);
        assertThat(all.get(0)).isEqualTo(new OperationItem(operation.id(), 4, "d", Outcome.CHANGED, "noted d"));
    }

    @Test
    final void rowsWithoutItemsCountAsChanged() throws Exception {
        Operation operation = begin(Action.PRUNE);
        Stages.await(store().apply(operation.id(), new Step(List.of(), "", "1", 40)));
        Applied after =
                Stages.await(store().apply(operation.id(), new Step(List.of(note("a", Outcome.CHANGED)), "1", "2", 2)));
        assertThat(after.taken()).isTrue();
        assertThat(Stages.await(store().apply(operation.id(), new Step(List.of(), "1", "2", 9)))
                        .taken())
                .isFalse();

        inbox.reopen();
        assertThat(now(operation)).isEqualTo(after.operation());
        assertThat(now(operation).changed()).isEqualTo(43);
    }

    @Test
    final void aStepIsTakenOnce() {
        Operation operation = begin(Action.REPLAY);
        Step step = new Step(List.of(note("a", Outcome.CHANGED)), "", "c1");
        assertThat(Stages.await(store().apply(operation.id(), step)).taken()).isTrue();
        Applied again = Stages.await(store().apply(operation.id(), step));
        assertThat(again.taken()).isFalse();
        assertThat(again.items()).isEmpty();
        assertThat(again.operation().cursor()).isEqualTo("c1");
        assertThat(now(operation).done()).isEqualTo(1);
    }

    @Test
    final void ofConcurrentStepsAtOneCursorOneIsTaken() {
        Operation operation = begin(Action.REPLAY);
        List<Applied> all = Race.run(
                8,
                number -> Stages.await(store().apply(
                                operation.id(),
                                new Step(List.of(note("n" + number, Outcome.CHANGED)), "", "c" + number))));
        assertThat(all).filteredOn(Applied::taken).hasSize(1);
        assertThat(reader().items(operation.id(), Cursor.START, 10).items()).hasSize(1);
    }

    @Test
    final void anOperationEndsOnceAndTakesNoStepAfterwards() {
        Operation operation = begin(Action.IGNORE);
        inbox.advance(Duration.ofSeconds(3));
        assertThat(end(operation, OperationState.CANCELLED)).isTrue();
        assertThat(end(operation, OperationState.DONE)).isFalse();
        assertThat(take(operation, note("a", Outcome.CHANGED)).taken()).isFalse();
        Operation now = now(operation);
        assertThat(now.state()).isEqualTo(OperationState.CANCELLED);
        assertThat(now.detail()).isEqualTo("over");
        assertThat(now.endedAt()).contains(inbox.now());
        assertThat(now.done()).isZero();
    }

    @Test
    final void anOperationThatDoesNotExistTakesNothing() {
        OperationId none = new OperationId(77);
        assertThat(Stages.await(store().end(none, OperationState.DONE, ""))).isFalse();
        assertThatThrownBy(() -> Stages.await(store().apply(none, new Step(List.of(), "", ""))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(none.toString());
    }

    @Test
    final void operationsAreListedByEveryFilter() {
        for (Action action : new Action[] {Action.REPLAY, Action.PAUSE, Action.REPLAY}) {
            Operation operation =
                    begin(new NewOperation(action, new Actor("of " + action, "cli"), "because", "", 0, 0, ""));
            if (action == Action.PAUSE) {
                end(operation, OperationState.DONE);
            }
            inbox.advance(Duration.ofMinutes(1));
        }
        List<Operation> all = reader().operations(OperationQuery.all()).items();
        assertThat(all).hasSize(3).isSortedAccordingTo((a, b) -> b.id().compareTo(a.id()));
        OperationQuery query = OperationQuery.all();
        new Filters<OperationQuery, Operation>()
                .on("action", Action.PAUSE, OperationQuery::action, Operation::action)
                .on("state", OperationState.DONE, OperationQuery::state, Operation::state)
                .on(
                        "actor",
                        "of PAUSE",
                        OperationQuery::actor,
                        row -> row.actor().name())
                .where(
                        "started",
                        asked -> asked.started(
                                new TimeRange(all.get(1).startedAt(), all.get(0).startedAt())),
                        row -> row.equals(all.get(1)))
                .assertThatEveryCombinationFindsExactlyItsRows(all, query, asked -> reader().operations(asked));
    }

    @Test
    final void itemsAndOperationsAreReadInPages() {
        Operation operation = begin(Action.REPLAY);
        take(
                operation,
                IntStream.range(0, 9)
                        .mapToObj(i -> note("s" + i, Outcome.SKIPPED))
                        .toArray(Change[]::new));
        List<OperationItem> items = Listing.follow(Cursor.START, cursor -> reader().items(operation.id(), cursor, 2));
        assertThat(items).extracting(OperationItem::number).containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        List<Operation> begun = List.of(begin(Action.REPLAY), begin(Action.IGNORE), operation);
        List<Operation> listed = Listing.follow(
                Cursor.START,
                cursor -> reader().operations(OperationQuery.all().after(cursor).limit(1)));
        assertThat(listed).hasSize(begun.size());
    }

    private static Change note(String subject, Outcome outcome) {
        return new Change.Note(subject, outcome, "noted " + subject);
    }
}
