package io.hooklatch.store;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Promotion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what operators did. As {@link InboxReader}: it blocks, and sees all that was durable. */
public interface OperationReader extends InboxReader {
    Optional<Operation> operation(OperationId id);

    Page<Operation> operations(OperationQuery query);

    /**
     * The items of an operation, latest first.
     *
     * @param after where the page starts; {@link Cursor#START} for the latest
     * @param limit at most this many, 1 to 1000
     */
    Page<OperationItem> items(OperationId operation, Cursor after, int limit);

    /** Everything that is paused, in the order of kind and name. */
    List<Pause> pauses();

    /**
     * The states of these dispatches as they are stored, which is what a change is decided by: a paused one is queued or
     * retrying. Those that are not in this inbox are left out.
     */
    Map<DispatchId, DispatchState> storedStates(Collection<DispatchId> dispatches);

    /** What a refused delivery was promoted to, when it was. */
    Optional<Promotion> promotion(DeliveryId delivery);

    /** Those of these deliveries that were promoted, each with the operation that did it. */
    default Map<DeliveryId, OperationId> promoted(Collection<DeliveryId> deliveries) {
        Map<DeliveryId, OperationId> found = new HashMap<>();
        deliveries.forEach(id -> promotion(id).ifPresent(promotion -> found.put(id, promotion.operationId())));
        return found;
    }
}
