package io.hooklatch.jdbc.sqlite.prune;

import io.hooklatch.jdbc.row.Numbered;
import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.sqlite.keys.KeyHash;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Pruned;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Removes what may go, within the writer's transaction, in which every target is judged again. */
public final class Removal {
    /** So many elements go, or leave their keys behind, in one transaction at most. */
    private static final int ELEMENTS = 500;

    private static final String ATTEMPTS = "DELETE FROM main.hooklatch_attempt WHERE dispatch = ?";
    private static final String DISPATCH = "DELETE FROM main.hooklatch_dispatch WHERE id = ?";
    private static final String LATER = "DELETE FROM main.hooklatch_later_dispatch WHERE dispatch = ?";
    private static final String PROMOTION = "DELETE FROM main.hooklatch_promotion WHERE delivery = ?";
    private static final String DIAGNOSIS = "DELETE FROM main.hooklatch_diagnosis WHERE delivery = ?";
    private static final String DELIVERY = "DELETE FROM main.hooklatch_delivery WHERE id = ?";
    private static final String KEY = "DELETE FROM main.hooklatch_key WHERE hash = ? AND event = ?";
    private static final String NEWEST = "DELETE FROM main.hooklatch_newest WHERE event = ?";
    private static final String NEWEST_OF = "SELECT endpoint FROM main.hooklatch_newest WHERE event = ?";
    private static final String READ_BODY = "SELECT body FROM main.hooklatch_delivery WHERE id = ?";
    private static final String BODY = "UPDATE main.hooklatch_delivery SET "
            + "received_length = coalesce(received_length, length(body)), body = x'' WHERE id = ?";

    private final Statements statements;
    private final Judge judge;
    private final Past past;
    private final KeyHash hash;
    private final Leaving leaving;
    private int elements;

    /** Is told of each dispatch that is removed, before it is. */
    @FunctionalInterface
    public interface Leaving {
        void removed(long dispatch) throws SQLException;
    }

    public Removal(Statements statements, Numbered<Profile> profiles, KeyHash hash, Leaving leaving) {
        this.leaving = leaving;
        this.statements = statements;
        this.judge = new Judge(statements, profiles);
        this.past = new Past(statements);
        this.hash = hash;
    }

    /** Removes those that may still go. */
    public Pruned prune(PrunePlan plan, List<PrunePage.Target> targets) throws SQLException {
        Pruned done = Pruned.NOTHING;
        elements = 0;
        for (PrunePage.Target target : targets) {
            done = done.plus(
                    switch (target.kind()) {
                        case DELIVERY -> delivery(plan, target.id());
                        case BODY -> body(plan, target.id());
                        case KEYS -> keys(plan, target.id());
                    });
            if (elements >= ELEMENTS) {
                return done.toBeContinued();
            }
        }
        return done;
    }

    private Pruned delivery(PrunePlan plan, long id) throws SQLException {
        Optional<Row> row = judge.row(id);
        if (row.isEmpty()) {
            return Pruned.NOTHING;
        }
        Subject subject = judge.judge(row.get());
        if (!subject.goes(plan.limits(row.get().profile().endpoint()))) {
            return Pruned.NOTHING;
        }
        Pruned done = Pruned.NOTHING;
        Past.Whole whole = whole(id);
        for (int i = subject.elements().size() - 1; i >= 0; i--) {
            Row element = subject.elements().get(i);
            if (elements >= ELEMENTS) {
                return done; // from the last on, so that those that are left follow their delivery
            }
            elements++;
            event(element, subject.parts().get(i), whole);
            execute(DELIVERY, element.id());
            done = done.plus(subject.counts(i));
        }
        if (subject.elements().isEmpty()) {
            event(row.get(), subject.parts().get(0), whole);
            done = done.plus(subject.counts(0));
        }
        execute(DELIVERY, id);
        if (row.get().profile().verdict() == Verdict.Kind.REFUSED) {
            execute(PROMOTION, id);
        }
        long diagnoses = subject.diagnosed() ? execute(DIAGNOSIS, id) : 0;
        return done.plus(Pruned.delivery(row.get().bodyLength(), diagnoses));
    }

    private void event(Row row, Part part, Past.Whole whole) throws SQLException {
        if (!row.first()) {
            return;
        }
        past.keep(row, whole);
        for (long dispatch : part.dispatches()) {
            leaving.removed(dispatch);
            execute(ATTEMPTS, dispatch);
            execute(DISPATCH, dispatch);
            execute(LATER, dispatch);
        }
    }

    private Pruned body(PrunePlan plan, long id) throws SQLException {
        Optional<Row> row = judge.row(id);
        if (row.isEmpty()) {
            return Pruned.NOTHING;
        }
        Subject subject = judge.judge(row.get());
        if (!subject.bodyGoes(plan.limits(row.get().profile().endpoint()))) {
            return Pruned.NOTHING;
        }
        Past.Whole whole = whole(id);
        for (Row event : subject.elements().isEmpty() ? List.of(row.get()) : subject.elements()) {
            if (elements >= ELEMENTS) {
                return Pruned.NOTHING;
            }
            if (event.first() && past.keep(event, whole)) {
                elements += event.element() ? 1 : 0;
            }
        }
        execute(BODY, id);
        return Pruned.body(row.get().bodyLength());
    }

    private Pruned keys(PrunePlan plan, long event) throws SQLException {
        Optional<Past.Remains> remains = past.of(event);
        Optional<String> left = remains.isPresent()
                ? Optional.of(judge.profile(remains.get().profile()).endpoint())
                : newestOf(event);
        if (left.isEmpty() || judge.row(event).isPresent()) {
            return Pruned.NOTHING;
        }
        String endpoint = left.get();
        if (IdSequence.timeOf(event) >= plan.limits(endpoint).keys()) {
            return Pruned.NOTHING;
        }
        int newest = execute(NEWEST, event);
        if (remains.isEmpty()) {
            return Pruned.keys(newest);
        }
        past.forget(event);
        key(endpoint, remains.get().key(), event);
        if (remains.get().secondKey().isPresent()) {
            key(endpoint, remains.get().secondKey().get(), event);
        }
        return Pruned.keys(newest + (remains.get().secondKey().isPresent() ? 2 : 1));
    }

    /** The endpoint of an event whose version is the newest of something that was handled. */
    private Optional<String> newestOf(long event) throws SQLException {
        PreparedStatement select = statements.prepared(NEWEST_OF);
        select.setLong(1, event);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    /** From the table. What the index has in memory leads nowhere from now on, which costs a look and nothing else. */
    private void key(String endpoint, String value, long event) throws SQLException {
        PreparedStatement delete = statements.prepared(KEY);
        delete.setLong(1, hash.of(endpoint, value));
        delete.setLong(2, event);
        delete.executeUpdate();
    }

    /** The body of a delivery, read once and only when it is needed. */
    private Past.Whole whole(long delivery) {
        byte[][] known = new byte[1][];
        return () -> {
            byte[] body = known[0];
            if (body == null) {
                PreparedStatement select = statements.prepared(READ_BODY);
                select.setLong(1, delivery);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    body = Past.bytes(row, 1);
                }
                known[0] = body;
            }
            return body;
        };
    }

    private int execute(String sql, long id) throws SQLException {
        PreparedStatement statement = statements.prepared(sql);
        statement.setLong(1, id);
        return statement.executeUpdate();
    }
}
