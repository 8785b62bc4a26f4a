package io.hooklatch.testkit;

import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Applied;
import io.hooklatch.store.Change;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The operations of a {@link MemoryStore}, which locks around every call. */
final class MemoryOperations {
    private final MemoryTables tables;
    private final MemoryChanges changes;
    private final NavigableMap<Long, Operation> rows = new TreeMap<>();
    private final Map<OperationId, NavigableMap<Long, OperationItem>> items = new HashMap<>();

    MemoryOperations(MemoryTables tables) {
        this.tables = tables;
        this.changes = new MemoryChanges(tables);
    }

    NavigableMap<Long, Operation> rows() {
        return rows;
    }

    NavigableMap<Long, OperationItem> items(OperationId operation) {
        return items.getOrDefault(operation, new TreeMap<>());
    }

    Optional<Operation> find(OperationId id) {
        return Optional.ofNullable(rows.get(id.value()));
    }

    Operation begin(NewOperation operation) {
        Operation begun = new Operation(
                new OperationId(tables.nextId()),
                operation.action(),
                operation.actor(),
                operation.reason(),
                operation.selection(),
                tables.now(),
                Optional.empty(),
                OperationState.RUNNING,
                operation.ratePerSecond(),
                operation.total(),
                0,
                0,
                0,
                operation.cursor(),
                "");
        rows.put(begun.id().value(), begun);
        return begun;
    }

    Applied apply(Operation operation, Step step) {
        if (operation.state() != OperationState.RUNNING || !operation.cursor().equals(step.from())) {
            return new Applied(false, operation, List.of());
        }
        NavigableMap<Long, OperationItem> all = items.computeIfAbsent(operation.id(), none -> new TreeMap<>());
        List<OperationItem> made = new ArrayList<>();
        for (Change change : step.changes()) {
            OperationItem item = changes.make(change, operation.id(), all.size() + 1L);
            all.put(item.number(), item);
            made.add(item);
        }
        Operation after = new Operation(
                operation.id(),
                operation.action(),
                operation.actor(),
                operation.reason(),
                operation.selection(),
                operation.startedAt(),
                operation.endedAt(),
                operation.state(),
                operation.ratePerSecond(),
                operation.total(),
                operation.changed() + step.besides() + count(made, OperationItem.Outcome.CHANGED),
                operation.skipped() + count(made, OperationItem.Outcome.SKIPPED),
                operation.failed() + count(made, OperationItem.Outcome.FAILED),
                step.to(),
                operation.detail());
        rows.put(after.id().value(), after);
        return new Applied(true, after, made);
    }

    private static long count(List<OperationItem> items, OperationItem.Outcome outcome) {
        return items.stream().filter(item -> item.outcome() == outcome).count();
    }

    boolean end(OperationId id, OperationState state, String detail) {
        Operation operation = rows.get(id.value());
        if (operation == null || operation.state() != OperationState.RUNNING) {
            return false;
        }
        rows.put(
                id.value(),
                new Operation(
                        id,
                        operation.action(),
                        operation.actor(),
                        operation.reason(),
                        operation.selection(),
                        operation.startedAt(),
                        Optional.of(tables.now()),
                        state,
                        operation.ratePerSecond(),
                        operation.total(),
                        operation.changed(),
                        operation.skipped(),
                        operation.failed(),
                        operation.cursor(),
                        detail));
        return true;
    }
}
