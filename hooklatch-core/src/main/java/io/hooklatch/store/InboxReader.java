package io.hooklatch.store;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.Event;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reading side. Every method blocks, sees all that was durable when it was called, may be called from any thread, and
 * throws {@link StoreUnavailableException} when the store cannot be read.
 *
 * <p>Lists are newest first. A page's cursor stays correct while rows arrive: following it to the end visits every row
 * that existed when the first page was read exactly once, and none that came later.
 */
public interface InboxReader {
    Optional<Delivery> delivery(DeliveryId id);

    /** Those of these deliveries that there are, all in memory at once: whoever asks sees to it that they fit. */
    default Map<DeliveryId, Delivery> deliveries(Collection<DeliveryId> ids) {
        Map<DeliveryId, Delivery> found = new HashMap<>();
        ids.forEach(id -> delivery(id).ifPresent(delivery -> found.put(id, delivery)));
        return found;
    }

    Page<DeliverySummary> deliveries(DeliveryQuery query);

    /**
     * What became of each element of a delivery that carries several events, in the order of their index: at most {@link
     * io.hooklatch.message.Element#MOST}. None for any other delivery.
     */
    List<ElementSummary> elements(DeliveryId id);

    /** The sealed secret that {@link InboxStore#keepSecret} keeps for this endpoint. */
    Optional<byte[]> secret(String endpoint);

    Optional<EventSummary> event(EventId id);

    Page<EventSummary> events(EventQuery query);

    Optional<Dispatch> dispatch(DispatchId id);

    Page<Dispatch> dispatches(DispatchQuery query);

    Page<Attempt> attempts(AttemptQuery query);

    /** What the handlers of these leases are to be given, in the order of the leases. */
    List<Event> load(Collection<Lease> leases);

    /**
     * How long until the handler's next dispatch can be leased, by the store's clock: zero or negative when one is due
     * now, absent when none waits. A running one counts with the end of its lease.
     */
    Optional<Duration> nextDue(String handler);

    /**
     * Up to where the lists of deliveries, events and attempts can be followed from older to newer ids without missing a
     * row: everything up to there can be read when this returns. Where many share a store, ids are given out before they
     * are committed, and what is settled lies behind what can be read, by as long as commits take; whoever follows asks
     * again. Everything, unless a store says otherwise.
     */
    default Settled settled() {
        return Settled.ALL;
    }

    /** How many dispatches are in each state that is not settled as handled; states with none are absent. */
    Map<DispatchState, Long> openDispatches();
}
