package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.render.OperationJson;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.Page;
import java.util.Optional;
import java.util.function.Function;

/** What operators did, as a store has it. A store that does not record it is refused: an empty list would be untrue. */
final class Audit {
    private final OperationReader reader;

    private Audit(OperationReader reader) {
        this.reader = reader;
    }

    /** @param place how the store is called */
    static Audit of(InboxStore store, String place) throws CommandFailure {
        if (store instanceof OperableStore operable) {
            return new Audit(operable.reader());
        }
        throw new CommandFailure(
                ExitCode.USAGE, place + " does not record what operators do, so there is no audit of it to read");
    }

    Listed list(Filters filters) {
        return listed(reader.operations(Queries.operations(filters)), Audit::doc);
    }

    Optional<Doc> find(String id) {
        return reader.operation(OperationId.parse(id)).map(Audit::doc);
    }

    Listed items(String id, Filters filters) {
        return listed(reader.items(OperationId.parse(id), Queries.cursor(filters), filters.limit()), Audit::doc);
    }

    private static <T> Listed listed(Page<T> page, Function<T, Doc> row) {
        return new Listed(page.items().stream().map(row).toList(), page.next().map(Cursor::toString));
    }

    static Doc doc(Operation operation) {
        return Doc.of(OperationJson.operation(operation));
    }

    private static Doc doc(OperationItem item) {
        return Doc.of(OperationJson.item(item));
    }
}
