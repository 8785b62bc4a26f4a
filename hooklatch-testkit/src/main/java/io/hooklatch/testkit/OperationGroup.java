package io.hooklatch.testkit;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Applied;
import io.hooklatch.store.Change;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.Step;
import java.util.List;

/** Rules of stores on which operators act, each on a fresh store. */
abstract class OperationGroup extends ContractGroup {
    static final Actor OPERATOR = new Actor("night watch", "cli");

    final OperableStore store() {
        return (OperableStore) inbox.store();
    }

    final OperationReader reader() {
        return store().reader();
    }

    final Operation begin(Action action) {
        return begin(new NewOperation(action, OPERATOR, "the handler was broken", "events state=dead", 0, 3, ""));
    }

    final Operation begin(NewOperation operation) {
        return Stages.await(store().begin(operation));
    }

    /** The operation as it stands now. */
    final Operation now(Operation operation) {
        return reader().operation(operation.id()).orElseThrow(() -> new AssertionError("no " + operation));
    }

    final Applied take(Operation operation, Change... changes) {
        return Stages.await(store().apply(operation.id(), new Step(List.of(changes), "", "")));
    }

    final boolean end(Operation operation, OperationState state) {
        return Stages.await(store().end(operation.id(), state, "over"));
    }

    /** Makes one change in an operation of its own. */
    final OperationItem make(Change change) {
        Operation operation = begin(Action.REPAIR);
        OperationItem item = take(operation, change).items().get(0);
        end(operation, OperationState.DONE);
        return item;
    }

    static EventId event(Appended appended) {
        return appended.eventId().orElseThrow(() -> new AssertionError("no event: " + appended));
    }
}
