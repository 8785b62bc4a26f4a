package io.hooklatch.gateway.crash;

import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the ledger with the store and with what the handlers did, after everything that was sent is acknowledged and
 * every dispatch has come to an end.
 */
final class Audit {
    private static final int MOST_PROBLEMS = 20;

    private final Ledger ledger;
    private final Stored stored;
    private final List<String> problems = new ArrayList<>();
    private long handled;
    private long dead;
    private long lost;
    private long again;

    Audit(Ledger ledger, Stored stored) {
        this.ledger = ledger;
        this.stored = stored;
        ledger.surprises().forEach(this::problem);
    }

    /** Every id that was acknowledged is stored, as one event, with as many deliveries as the sender can account for. */
    void receipts() {
        ledger.forEach((id, page) -> stored.entry(id)
                .ifPresentOrElse(
                        entry -> receipts(entry, page),
                        () -> check(page.acks() == 0, id + " was acknowledged and is not stored")));
        for (Stored.Entry entry : stored.entries()) {
            check(ledger.page(entry.id).isPresent(), entry.id + " is stored and was never sent");
        }
    }

    private void receipts(Stored.Entry entry, Ledger.Page page) {
        check(entry.events.size() == 1, entry.id + " became the events " + entry.events);
        check(entry.firsts == 1, entry.id + " has " + entry.firsts + " first deliveries");
        check(
                entry.deliveries >= page.acks() && entry.deliveries <= page.sends(),
                entry.id + " was sent " + page.sends() + " times and acknowledged " + page.acks() + " times, but "
                        + entry.deliveries + " deliveries are stored");
    }

    /**
     * Every event has come to one end with each handler.
     *
     * @param handlers their names
     */
    void dispatches(Set<String> handlers) {
        for (Stored.Entry entry : stored.entries()) {
            Set<String> seen = new HashSet<>();
            for (Dispatch dispatch : entry.dispatches) {
                check(seen.add(dispatch.handler().orElse("")), entry.id + " has two dispatches like " + dispatch);
                boolean done = dispatch.state() == DispatchState.HANDLED;
                boolean parked = dispatch.state() == DispatchState.DEAD;
                check(done || parked, entry.id + " is neither handled nor parked: " + dispatch);
                handled += done ? 1 : 0;
                dead += parked ? 1 : 0;
                lost += dispatch.losses();
            }
            check(seen.equals(handlers), entry.id + " went to " + seen + " instead of " + handlers);
        }
    }

    /**
     * What is handled was done at least once, and not more often than it was counted before.
     *
     * @param least how many attempts it takes, of which some may have been lost
     * @param done how often it tried what, by the sender's ids
     */
    void atLeast(int least, String handler, Map<String, Integer> done) {
        done.keySet().forEach(id -> check(stored.entry(id).isPresent(), handler + " did " + id + ", not stored"));
        forEach(handler, (entry, dispatch) -> {
            int times = done.getOrDefault(entry.id, 0);
            check(times <= dispatch.attempts(), handler + " did " + entry.id + " " + times + " times: " + dispatch);
            check(
                    (times > 0 && times + dispatch.losses() >= least) || dispatch.state() != DispatchState.HANDLED,
                    handler + " did " + entry.id + " only " + times + " times: " + dispatch);
            again += Math.max(0, times - least);
        });
    }

    /**
     * What is handled was taken.
     *
     * @param taken how often each id was, by the sender's ids
     */
    void took(String handler, Map<String, Integer> taken) {
        forEach(
                handler,
                (entry, dispatch) -> check(
                        dispatch.state() != DispatchState.HANDLED || taken.containsKey(entry.id),
                        handler + " never took " + entry.id + ": " + dispatch));
    }

    /** What is handled was done exactly once, and nothing else was. */
    void exactlyOnce(String handler, Map<String, Integer> done) {
        done.keySet().forEach(id -> check(stored.entry(id).isPresent(), handler + " did " + id + ", not stored"));
        forEach(handler, (entry, dispatch) -> {
            int times = done.getOrDefault(entry.id, 0);
            int expected = dispatch.state() == DispatchState.HANDLED ? 1 : 0;
            check(times == expected, handler + " did " + entry.id + " " + times + " times: " + dispatch);
        });
    }

    /** Every event of this handler is parked. */
    void parked(String handler) {
        forEach(
                handler,
                (entry, dispatch) -> check(
                        dispatch.state() == DispatchState.DEAD,
                        handler + " has not parked " + entry.id + ": " + dispatch));
    }

    private interface Visitor {
        void visit(Stored.Entry entry, Dispatch dispatch);
    }

    private void forEach(String handler, Visitor visitor) {
        for (Stored.Entry entry : stored.entries()) {
            for (Dispatch dispatch : entry.dispatches) {
                if (dispatch.handler().equals(Optional.of(handler))) {
                    visitor.visit(entry, dispatch);
                }
            }
        }
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            problem(otherwise);
        }
    }

    private void problem(String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(what);
        }
    }

    /** How many attempts ended without a word; known after {@link #dispatches}. */
    long lost() {
        return lost;
    }

    /** What does not hold, the first of it; empty when all does. */
    List<String> problems() {
        return problems;
    }

    /** What was compared, in numbers. */
    String totals() {
        return ledger.ids().size() + " ids sent " + ledger.sends() + " times, " + ledger.acks() + " acknowledgements, "
                + stored.deliveries() + " deliveries, " + stored.events() + " events, " + handled
                + " dispatches handled and " + dead + " parked, " + lost + " attempts lost to kills, " + again
                + " runs repeated outside transactions";
    }
}
