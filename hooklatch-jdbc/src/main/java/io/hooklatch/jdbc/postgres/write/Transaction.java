package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.order.Lines;
import io.hooklatch.jdbc.postgres.order.Locks;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the changes of one batch do within their transaction: deliveries first, for the sake of their keys. */
final class Transaction {
    private Transaction() {}

    /**
     * Does what they say.
     *
     * @param locks what an earlier try of the same found taken
     */
    static void apply(Session session, Ids ids, long now, List<Write<?>> batch, Set<Integer> locks)
            throws SQLException {
        List<Append> appends = new ArrayList<>();
        List<Complete> ordered = new ArrayList<>();
        for (Write<?> write : batch) {
            if (write instanceof Append append) {
                appends.add(append);
            } else if (write instanceof Complete complete && complete.concernsOthers()) {
                ordered.add(complete);
            }
        }
        lock(session, appends, ordered, locks);
        if (!appends.isEmpty()) {
            new Appends(session, ids, now).apply(appends);
        }
        List<Complete> completions = new ArrayList<>();
        for (Write<?> write : batch) {
            if (write instanceof Complete complete) {
                completions.add(complete);
            } else if (write instanceof Write.Work<?> work) {
                complete(session, now, completions);
                work.apply(session, now);
            }
        }
        complete(session, now, completions);
    }

    /** Before anything else is locked, all locks on lines that are known to be needed. */
    private static void lock(Session session, List<Append> appends, List<Complete> ordered, Set<Integer> more)
            throws SQLException {
        Set<Integer> locks = new HashSet<>(more);
        appends.forEach(append -> locks.addAll(append.locks()));
        if (!ordered.isEmpty()) {
            locks.addAll(Lines.locks(session, dispatches(ordered)));
        }
        Locks.take(session, locks);
    }

    private static List<Long> dispatches(List<Complete> of) {
        return of.stream()
                .map(one -> one.completion().lease().dispatchId().value())
                .toList();
    }

    /** Those that came one after the other, together; the list is empty afterwards. */
    private static void complete(Session session, long now, List<Complete> some) throws SQLException {
        if (some.isEmpty()) {
            return;
        }
        boolean[] held = Held.complete(
                session, now, some.stream().map(Complete::completion).toList());
        List<Complete> ordered = new ArrayList<>();
        for (int i = 0; i < held.length; i++) {
            some.get(i).result(held[i]);
            if (held[i] && some.get(i).concernsOthers()) {
                ordered.add(some.get(i));
            }
        }
        if (!ordered.isEmpty()) {
            Lines.handled(session, now, dispatches(ordered));
        }
        some.clear();
    }
}
