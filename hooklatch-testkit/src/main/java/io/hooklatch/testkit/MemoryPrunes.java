package io.hooklatch.testkit;

import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.EventId;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.store.Pruned;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What of the rows of a {@link MemoryStore} may go, and its removal. The store locks around every call. */
final class MemoryPrunes {
    private final MemoryTables tables;

    MemoryPrunes(MemoryTables tables) {
        this.tables = tables;
    }

    PrunePage find(PrunePlan plan, PrunePage.Position from, int limit) {
        List<PrunePage.Target> targets = new ArrayList<>();
        Pruned found = Pruned.NOTHING;
        if (!from.keys()) {
            for (long id : tables.deliveries().tailMap(from.after(), false).keySet()) {
                Optional<PrunePage.Target> target = target(plan, id);
                if (target.isPresent()) {
                    targets.add(target.get());
                    found = found.plus(count(target.get()));
                }
                if (targets.size() == limit) {
                    return new PrunePage(targets, found, Optional.of(new PrunePage.Position(false, id)));
                }
            }
            return new PrunePage(targets, found, Optional.of(PrunePage.Position.KEYS));
        }
        for (long event : gone().tailSet(from.after(), false)) {
            PrunePage.Target target = new PrunePage.Target(PrunePage.Kind.KEYS, event);
            if (goes(plan, target)) {
                targets.add(target);
                found = found.plus(count(target));
            }
            if (targets.size() == limit) {
                return new PrunePage(targets, found, Optional.of(new PrunePage.Position(true, event)));
            }
        }
        return new PrunePage(targets, found, Optional.empty());
    }

    Pruned prune(PrunePlan plan, PrunePage page) {
        Pruned done = Pruned.NOTHING;
        for (PrunePage.Target target : page.targets()) {
            if (goes(plan, target)) {
                done = done.plus(count(target));
                remove(target);
            }
        }
        return done;
    }

    /** The events that are gone and have left something. */
    private NavigableSet<Long> gone() {
        NavigableSet<Long> gone = new TreeSet<>(tables.past().keySet());
        tables.dispatches().order().newestEvents().map(EventId::value).forEach(gone::add);
        gone.removeAll(tables.events().keySet());
        return gone;
    }

    private String endpointOf(long gone) {
        MemoryTables.Past past = tables.past().get(gone);
        return past == null
                ? tables.dispatches().order().endpointOf(new EventId(gone)).orElseThrow()
                : past.endpoint();
    }

    private Optional<PrunePage.Target> target(PrunePlan plan, long id) {
        return Stream.of(PrunePage.Kind.DELIVERY, PrunePage.Kind.BODY)
                .map(kind -> new PrunePage.Target(kind, id))
                .filter(target -> goes(plan, target))
                .findFirst();
    }

    private boolean goes(PrunePlan plan, PrunePage.Target target) {
        if (target.kind() == PrunePage.Kind.KEYS) {
            return gone().contains(target.id())
                    && IdSequence.timeOf(target.id())
                            < plan.limits(endpointOf(target.id())).keys();
        }
        Delivery delivery = tables.deliveries().get(target.id());
        if (delivery == null) {
            return false;
        }
        PrunePlan.Limits limits = plan.limits(delivery.summary().endpoint());
        if (target.kind() == PrunePage.Kind.BODY) {
            return delivery.request().body().length > 0
                    && goes(delivery.summary(), limits::bodies, limits.copiedBodies());
        }
        return goes(delivery.summary(), limits::rows, limits.copies());
    }

    private boolean goes(DeliverySummary delivery, ToLongFunction<Kept> limit, long copies) {
        long own = IdSequence.timeOf(delivery.id().value());
        List<EventId> events = events(delivery);
        if (events.isEmpty()) {
            return own < limit.applyAsLong(delivery.batch() ? Kept.HANDLED : Kept.REFUSED);
        }
        List<EventId> made = own(delivery);
        return events.stream().allMatch(event -> (made.contains(event) || own < copies) && goes(event, limit));
    }

    /** Whether the event may go or is gone. */
    private boolean goes(EventId event, ToLongFunction<Kept> limit) {
        if (!tables.events().containsKey(event.value())) {
            return true;
        }
        return tables.dispatches().ofEvent(event).stream()
                        .allMatch(row -> row.state().settled())
                && Kept.of(tables.dispatches().stateOf(event))
                        .filter(kept -> touched(event) < limit.applyAsLong(kept))
                        .isPresent();
    }

    private long touched(EventId event) {
        return Math.max(IdSequence.timeOf(event.value()), tables.dispatches().lastAttempt(event));
    }

    private List<EventId> events(DeliverySummary delivery) {
        return Stream.of(
                        delivery.eventId().stream(),
                        tables.elements(delivery.id()).stream().map(ElementSummary::eventId),
                        tables.promotions().found(delivery.id()).stream().map(ElementSummary::eventId))
                .flatMap(Function.identity())
                .toList();
    }

    /** The events that this delivery created. */
    private List<EventId> own(DeliverySummary delivery) {
        return events(delivery).stream()
                .filter(event -> {
                    MemoryTables.EventRow row = tables.events().get(event.value());
                    return row != null && row.deliveryId().equals(delivery.id());
                })
                .distinct()
                .toList();
    }

    private Pruned count(PrunePage.Target target) {
        if (target.kind() == PrunePage.Kind.KEYS) {
            EventId event = new EventId(target.id());
            return Pruned.keys(
                    tables.keysOf(event) + tables.dispatches().order().newestOf(event));
        }
        Delivery delivery = delivery(target.id());
        int bytes = delivery.request().body().length;
        if (target.kind() == PrunePage.Kind.BODY) {
            return Pruned.body(bytes);
        }
        List<EventId> own = own(delivery.summary());
        return Pruned.delivery(bytes, delivery.diagnosis().isPresent() ? 1 : 0)
                .plus(Pruned.parts(
                        tables.elements(delivery.id()).size(),
                        own.size(),
                        own.stream()
                                .mapToLong(event ->
                                        tables.dispatches().ofEvent(event).size())
                                .sum(),
                        own.stream()
                                .mapToLong(event -> tables.dispatches().attemptsOf(event))
                                .sum()));
    }

    private void remove(PrunePage.Target target) {
        switch (target.kind()) {
            case KEYS -> {
                tables.forgetKeys(new EventId(target.id()));
                tables.dispatches().order().forgetNewest(new EventId(target.id()));
            }
            case BODY -> tables.forgetBody(target.id());
            case DELIVERY -> {
                for (EventId event : own(delivery(target.id()).summary())) {
                    tables.forgetEvent(event);
                }
                tables.forgetDelivery(target.id());
            }
        }
    }

    private Delivery delivery(long id) {
        Delivery delivery = tables.deliveries().get(id);
        if (delivery == null) {
            throw new IllegalStateException("the delivery " + id + " is not there");
        }
        return delivery;
    }
}
