package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Lease;
import io.hooklatch.store.Superseded;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes due dispatches, and takes out those that are older than what was handled. */
final class Leasing {
    /** So many are superseded in one call at most: the one writer must not be held for a long line of them. */
    static final int MOST_SUPERSEDED = 250;

    private static final String LOST = "the lease ran out without a result";

    private final SharedRows shared;
    private final PauseRows pauses;
    private final DueRows due;
    private final IdRows ids;
    private final DispatchRows dispatches;
    private final AttemptRows attempts;
    private final OrderRows order;
    private final Consumer<Superseded> superseded;

    Leasing(
            SharedRows shared,
            PauseRows pauses,
            DueRows due,
            IdRows ids,
            DispatchRows dispatches,
            AttemptRows attempts,
            OrderRows order,
            Consumer<Superseded> superseded) {
        this.shared = shared;
        this.pauses = pauses;
        this.due = due;
        this.ids = ids;
        this.dispatches = dispatches;
        this.attempts = attempts;
        this.order = order;
        this.superseded = superseded;
    }

    List<Lease> lease(String handler, int limit, Duration leaseFor, long now) throws SQLException {
        int number = shared.knownHandler(handler);
        if (number == 0 || pauses.holds(handler)) {
            return List.of();
        }
        for (int left = MOST_SUPERSEDED; left > 0; ) {
            List<DueDispatch> all = due.find(number, limit, now);
            int count = supersede(all, handler, left, now);
            if (count == 0) {
                return take(all, handler, leaseFor, now);
            }
            left -= count;
        }
        return List.of();
    }

    private List<Lease> take(List<DueDispatch> all, String handler, Duration leaseFor, long now) throws SQLException {
        List<Lease> leases = new ArrayList<>();
        for (DueDispatch found : all) {
            Optional<String> loss = found.running() ? Optional.of(LOST) : Optional.empty();
            recordLoss(found, now);
            leases.add(dispatches.take(found, handler, now, leaseFor, loss));
        }
        return leases;
    }

    /** Takes out what is older than what was handled, and what waits behind it and is so, too; returns how many. */
    private int supersede(List<DueDispatch> all, String handler, int most, long now) throws SQLException {
        int count = 0;
        for (DueDispatch found : all) {
            Optional<String> why = found.ordered() && count < most ? order.stale(found.id()) : Optional.empty();
            if (why.isPresent()) {
                recordLoss(found, now);
                supersede(handler, found.id(), found.running(), why.get());
                count += 1
                        + order.leave(
                                found.id(),
                                now,
                                most - count - 1,
                                (next, older) -> supersede(handler, next, false, older));
            }
        }
        return count;
    }

    private void supersede(String handler, long dispatch, boolean lost, String why) throws SQLException {
        long event = dispatches.supersede(dispatch, lost, why);
        superseded.accept(new Superseded(handler, new EventId(event), new DispatchId(dispatch), why));
    }

    private void recordLoss(DueDispatch found, long now) throws SQLException {
        if (found.running()) {
            attempts.insert(
                    ids.next(),
                    found.id(),
                    found.attempts(),
                    now,
                    found.leasedAt(),
                    now - found.leasedAt(),
                    AttemptOutcome.LOST,
                    LOST);
        }
    }
}
