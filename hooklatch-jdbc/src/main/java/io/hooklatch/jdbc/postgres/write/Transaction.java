package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the changes of one batch do within their transaction: deliveries first, for the sake of their keys. */
final class Transaction {
    private Transaction() {}

    static void apply(Session session, Ids ids, long now, List<Write<?>> batch) throws SQLException {
        List<Append> appends = new ArrayList<>();
        for (Write<?> write : batch) {
            if (write instanceof Append append) {
                appends.add(append);
            }
        }
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

    /** Those that came one after the other, together; the list is empty afterwards. */
    private static void complete(Session session, long now, List<Complete> some) throws SQLException {
        if (some.isEmpty()) {
            return;
        }
        boolean[] held = Held.complete(
                session, now, some.stream().map(Complete::completion).toList());
        for (int i = 0; i < held.length; i++) {
            some.get(i).result(held[i]);
        }
        some.clear();
    }
}
