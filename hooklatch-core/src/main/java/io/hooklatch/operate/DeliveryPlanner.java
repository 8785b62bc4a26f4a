package io.hooklatch.operate;

import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.Promotion;
import io.hooklatch.message.Reason;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Verdict;
import io.hooklatch.receive.Outlet;
import io.hooklatch.receive.Reverification;
import io.hooklatch.receive.Reverifier;
import io.hooklatch.store.Change;
import io.hooklatch.store.ItemText;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which changes an action is for one delivery. Thread-safe. */
final class DeliveryPlanner {
    private final OperationReader reader;
    private final Outlet outlet;
    private final Reverifier reverifier;

    DeliveryPlanner(OperationReader reader, Outlet outlet, Reverifier reverifier) {
        this.reader = reader;
        this.outlet = outlet;
        this.reverifier = reverifier;
    }

    /** Hands the body of the delivery over, for each event that it is or brings. */
    List<Change> replay(DeliverySummary delivery, Optional<String> only) {
        List<EventId> events = events(delivery);
        if (events.isEmpty()) {
            return List.of(skipped(delivery, "it brought no event; verify a refused one again"));
        }
        if (events.size() > Step.MOST) {
            return List.of(skipped(
                    delivery, "it brought " + events.size() + " events, more than " + Step.MOST + ": replay those"));
        }
        List<Change> changes = new ArrayList<>();
        for (EventId id : events) {
            Optional<EventSummary> event = reader.event(id);
            changes.add(
                    event.isEmpty()
                            ? skipped(delivery, ItemText.NO_EVENT)
                            : new Change.ReplayDelivery(
                                    delivery.id(), id, Planner.handlers(outlet, event.get(), only)));
        }
        return changes;
    }

    private List<EventId> events(DeliverySummary delivery) {
        if (delivery.eventId().isPresent()) {
            return List.of(delivery.eventId().get());
        }
        return delivery.batch()
                ? reader.elements(delivery.id()).stream()
                        .map(ElementSummary::eventId)
                        .distinct()
                        .toList()
                : reader.promotion(delivery.id()).map(Promotion::events).orElse(List.of()).stream()
                        .map(ReceivedEvent::id)
                        .distinct()
                        .toList();
    }

    /** Verifies it again; blocks while the verifier fetches what it needs. */
    Change reverify(DeliverySummary delivery, ReadAhead ahead) {
        if (delivery.kind() != DeliveryKind.MESSAGE) {
            return skipped(delivery, ItemText.NOT_REFUSED);
        }
        ReadAhead.Stored stored = ahead.find(delivery);
        if (stored.promotedBy().isPresent()) {
            return skipped(
                    delivery, ItemText.promotedAlready(stored.promotedBy().get()));
        }
        Optional<Delivery> whole = stored.whole();
        if (whole.isEmpty()) {
            return skipped(delivery, ItemText.NO_DELIVERY);
        }
        if (whole.get().truncated()) {
            return skipped(delivery, ItemText.CUT);
        }
        Optional<Reverification> found =
                reverifier.reverify(whole.get()).toCompletableFuture().join();
        if (found.isEmpty()) {
            return skipped(delivery, "endpoint \"" + delivery.endpoint() + "\" is not one of this inbox");
        }
        Verdict verdict = found.get().verdict();
        if (verdict.reason().equals(Optional.of(Reason.KEYS_UNAVAILABLE))) {
            return new Change.Note(delivery.id().toString(), Outcome.FAILED, words(verdict));
        }
        if (delivery.verdict().accepted()) {
            return skipped(delivery, words(delivery.verdict()) + " -> " + words(verdict) + "; it is an event already");
        }
        return verdict.accepted()
                ? new Change.Promote(
                        delivery.id(),
                        verdict,
                        found.get().names(),
                        found.get().batch(),
                        found.get().events())
                : skipped(delivery, "still " + words(verdict));
    }

    static String words(Verdict verdict) {
        return verdict.kind()
                + verdict.reason().map(reason -> " (" + reason + ")").orElse("")
                + (verdict.detail().isEmpty() ? "" : ": " + verdict.detail());
    }

    private static Change skipped(DeliverySummary delivery, String why) {
        return new Change.Note(delivery.id().toString(), Outcome.SKIPPED, why);
    }
}
