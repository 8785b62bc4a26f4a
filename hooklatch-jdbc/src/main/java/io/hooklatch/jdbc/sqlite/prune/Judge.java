package io.hooklatch.jdbc.sqlite.prune;

import io.hooklatch.jdbc.row.Numbered;
import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.PrunePlan.Kept;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads of deliveries what decides whether they may go. */
final class Judge {
    private static final String COLUMNS =
            "SELECT id, profile, duplicate_of, length(body) FROM main.hooklatch_delivery ";
    private static final String ROW = COLUMNS + "WHERE id = ?";
    private static final String ROWS = COLUMNS + "WHERE id > ? AND id < ? ORDER BY id LIMIT ?";

    /** Those born with the event, under ids between its own and the next delivery's, and those that were made later. */
    private static final String DISPATCHES = "SELECT id, state, carries FROM main.hooklatch_dispatch WHERE id > ?1 "
            + "AND id < coalesce((SELECT id FROM main.hooklatch_delivery WHERE id > ?1 ORDER BY id LIMIT 1), "
            + "0x7fffffffffffffff) AND event = ?1 UNION SELECT id, state, carries FROM main.hooklatch_dispatch "
            + "WHERE id IN (SELECT dispatch FROM main.hooklatch_later_dispatch WHERE event = ?1)";

    private static final String PROMOTED = "SELECT d.id, d.profile, d.duplicate_of, length(d.body) FROM "
            + "main.hooklatch_promotion p JOIN main.hooklatch_delivery d ON d.id BETWEEN p.first_row AND p.last_row "
            + "WHERE p.delivery = ? ORDER BY d.id";

    private static final String ATTEMPTS =
            "SELECT count(*), max(recorded_at) FROM main.hooklatch_attempt WHERE dispatch = ?";
    private static final String DIAGNOSED = "SELECT 1 FROM main.hooklatch_diagnosis WHERE delivery = ?";
    private static final int ELEMENTS_AT_ONCE = 500;

    private final Statements statements;
    private final Numbered<Profile> profiles;

    Judge(Statements statements, Numbered<Profile> profiles) {
        this.statements = statements;
        this.profiles = profiles;
    }

    Profile profile(int number) throws SQLException {
        Profile profile = profiles.get(number);
        if (profile == null) {
            throw new SQLException("a delivery has the profile " + number + ", which does not exist");
        }
        return profile;
    }

    Optional<Row> row(long id) throws SQLException {
        PreparedStatement select = statements.prepared(ROW);
        select.setLong(1, id);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row(row)) : Optional.empty();
        }
    }

    /** So many rows, elements among them, in the order of their ids. */
    List<Row> rows(long after, long below, int limit) throws SQLException {
        PreparedStatement select = statements.prepared(ROWS);
        select.setLong(1, after);
        select.setLong(2, below);
        select.setInt(3, limit);
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(row(row));
            }
        }
        return rows;
    }

    private Row row(ResultSet row) throws SQLException {
        int profile = row.getInt(2);
        return new Row(row.getLong(1), profile(profile), profile, row.getLong(3), row.getLong(4));
    }

    /** Looks at a delivery, which is no element. */
    Subject judge(Row row) throws SQLException {
        long time = IdSequence.timeOf(row.id());
        List<Row> elements = row.batch() ? elements(row.id()) : promoted(row);
        List<Part> parts = new ArrayList<>(Math.max(1, elements.size()));
        for (Row element : elements) {
            parts.add(part(element, time));
        }
        if (elements.isEmpty()) {
            parts.add(row.batch() ? Part.of(Kept.HANDLED, time) : part(row, time));
        }
        return new Subject(row, elements, parts, diagnosed(row));
    }

    /** Their rows follow the delivery's own, and no other comes between. */
    private List<Row> elements(long batch) throws SQLException {
        List<Row> elements = new ArrayList<>();
        long after = batch;
        while (true) {
            List<Row> some = rows(after, Long.MAX_VALUE, ELEMENTS_AT_ONCE);
            for (Row row : some) {
                if (!row.element() || row.promoted()) {
                    return elements;
                }
                elements.add(row);
                after = row.id();
            }
            if (some.size() < ELEMENTS_AT_ONCE) {
                return elements;
            }
        }
    }

    private List<Row> promoted(Row delivery) throws SQLException {
        List<Row> rows = new ArrayList<>();
        if (delivery.profile().verdict() == Verdict.Kind.REFUSED) {
            PreparedStatement select = statements.prepared(PROMOTED);
            select.setLong(1, delivery.id());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
        }
        return rows;
    }

    private Part part(Row row, long time) throws SQLException {
        if (row.first()) {
            return event(row.id());
        }
        if (row.duplicateOf() == 0) {
            return Part.of(Kept.REFUSED, time);
        }
        return row(row.duplicateOf()).isEmpty()
                ? Part.ofGone(time)
                : event(row.duplicateOf()).copiedAt(time);
    }

    /** An event without a dispatch is damaged, and not to be judged. */
    private Part event(long event) throws SQLException {
        PreparedStatement select = statements.prepared(DISPATCHES);
        select.setLong(1, event);
        Set<DispatchState> states = EnumSet.noneOf(DispatchState.class);
        boolean settled = true;
        long[] dispatches = new long[4];
        int size = 0;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                dispatches = size == dispatches.length ? Arrays.copyOf(dispatches, 2 * size) : dispatches;
                dispatches[size++] = row.getLong(1);
                DispatchState state = DispatchState.ofCode(row.getInt(2));
                settled &= state.settled();
                if (row.getLong(3) == 0) {
                    states.add(state);
                }
            }
        }
        dispatches = Arrays.copyOf(dispatches, size);
        if (states.isEmpty() || !settled) {
            return new Part(Optional.empty(), 0, Long.MIN_VALUE, dispatches, 0);
        }
        long touched = IdSequence.timeOf(event);
        long attempts = 0;
        for (long dispatch : dispatches) {
            PreparedStatement ofDispatch = statements.prepared(ATTEMPTS);
            ofDispatch.setLong(1, dispatch);
            try (ResultSet row = ofDispatch.executeQuery()) {
                row.next();
                attempts += row.getLong(1);
                touched = Math.max(touched, row.getLong(2));
            }
        }
        return new Part(Kept.of(DispatchState.ofEvent(states)), touched, Long.MIN_VALUE, dispatches, attempts);
    }

    private boolean diagnosed(Row row) throws SQLException {
        if (row.profile().verdict() != Verdict.Kind.REFUSED) {
            return false;
        }
        PreparedStatement select = statements.prepared(DIAGNOSED);
        select.setLong(1, row.id());
        try (ResultSet found = select.executeQuery()) {
            return found.next();
        }
    }
}
