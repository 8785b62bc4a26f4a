package io.hooklatch.store;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Names;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Verdict;
import java.util.List;

/**
 * One change that an operator asks for. What stands otherwise by the time of the transaction is left as it is, and the
 * item says why.
 */
public sealed interface Change {
    /** What it is about, for the item. */
    String subject();

    /**
     * Queues an event again for these handlers: its settled dispatches to them become {@code QUEUED}, due now, with all
     * tries of the policy before them while the numbers of the attempts go on; a handler without a dispatch gets one. What
     * is queued, running or retrying goes on undisturbed. What is queued so joins the end of its line, but for a dead one,
     * which has its place; and it is handled whatever newer version was.
     *
     * @param handlers those that the event is to go to, as a rule the ones that match it today
     */
    record Replay(EventId event, List<String> handlers) implements Change {
        public Replay {
            handlers = List.copyOf(handlers);
        }

        @Override
        public String subject() {
            return event.toString();
        }
    }

    /**
     * Hands the body of one delivery to these handlers, by dispatches of its event that {@link Lease#carries} it and play
     * no part in the event's state. A second time the same dispatches are queued again. They join the end of their line.
     *
     * @param delivery the delivery
     * @param event the event that it, or the part of it in question, created, is linked to or was promoted to
     */
    record ReplayDelivery(DeliveryId delivery, EventId event, List<String> handlers) implements Change {
        public ReplayDelivery {
            handlers = List.copyOf(handlers);
        }

        @Override
        public String subject() {
            return delivery.toString();
        }
    }

    /**
     * Makes a dead or retrying dispatch {@code QUEUED}, due now, with all tries of the policy before it. It has the place
     * that it had, and may still be superseded.
     */
    record Requeue(DispatchId dispatch) implements Change {
        @Override
        public String subject() {
            return dispatch.toString();
        }
    }

    /** Makes all dispatches of an event {@code IGNORED}; leases of theirs are held no more. */
    record IgnoreEvent(EventId event) implements Change {
        @Override
        public String subject() {
            return event.toString();
        }
    }

    /** Makes one dispatch {@code IGNORED}; a lease of it is held no more. */
    record IgnoreDispatch(DispatchId dispatch) implements Change {
        @Override
        public String subject() {
            return dispatch.toString();
        }
    }

    /**
     * Makes events of a refused delivery, once: as {@link InboxStore#append} would have done of an accepted one, through
     * the same keys. The events' request is that of the delivery, whose row and verdict stay as they are.
     *
     * @param verdict what verification decides now; an accepting one
     * @param names what the delivery is called
     * @param batch whether the events are elements of its body
     * @param events what it brings, routed without claims
     */
    record Promote(DeliveryId delivery, Verdict verdict, Names names, boolean batch, List<NewEvent> events)
            implements Change {
        public Promote {
            events = List.copyOf(events);
            if (!verdict.accepted()) {
                throw new IllegalArgumentException(delivery + ": a verdict of " + verdict.kind() + " makes no event");
            }
        }

        @Override
        public String subject() {
            return delivery.toString();
        }
    }

    /** Stops an endpoint or handler for the time being. */
    record Hold(Pause.Kind kind, String name) implements Change {
        @Override
        public String subject() {
            return name;
        }
    }

    /** Ends a pause. */
    record Resume(Pause.Kind kind, String name) implements Change {
        @Override
        public String subject() {
            return name;
        }
    }

    /** Changes nothing and records an item. */
    record Note(String subject, OperationItem.Outcome outcome, String detail) implements Change {}
}
