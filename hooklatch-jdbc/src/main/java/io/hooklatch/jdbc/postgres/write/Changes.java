package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.Pause;
import io.hooklatch.store.Change;
import io.hooklatch.store.ItemText;
import io.hooklatch.store.Superseded;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the changes of one step, in order. */
final class Changes {
    private static final String HOLD =
            "INSERT INTO hooklatch.pause (kind, name, operation, paused_at) VALUES (?,?,?,?) ON CONFLICT DO NOTHING";

    private static final String HELD = "SELECT operation FROM hooklatch.pause WHERE kind = ? AND name = ?";

    private static final String RESUME = "DELETE FROM hooklatch.pause WHERE kind = ? AND name = ?";

    private final Session session;
    private final long now;
    private final OperationId operation;
    private final DispatchChanges dispatches;
    private final Promotions promotions;
    private final Set<String> woken = new LinkedHashSet<>();
    private boolean paused;

    /** What became of one change. */
    record Made(Outcome outcome, String detail) {
        static Made of(boolean changed, String detail) {
            return new Made(changed ? Outcome.CHANGED : Outcome.SKIPPED, detail);
        }
    }

    Changes(Session session, Ids ids, long now, OperationId operation) {
        this.session = session;
        this.now = now;
        this.operation = operation;
        this.dispatches = new DispatchChanges(session, ids, now, woken::add);
        this.promotions = new Promotions(session, ids, now, operation, woken::add);
    }

    /** The handlers that may have something to do once it is committed. */
    List<String> woken() {
        return List.copyOf(woken);
    }

    /** The dispatches of promoted events that are superseded already. */
    List<Superseded> superseded() {
        return List.copyOf(promotions.superseded());
    }

    /** Whether an endpoint was paused or resumed. */
    boolean paused() {
        return paused;
    }

    /** Promotions that follow each other are made together, for the sake of their keys. */
    List<Made> make(List<Change> changes) throws SQLException {
        List<Made> made = new ArrayList<>(changes.size());
        List<Change.Promote> together = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.Promote promote) {
                together.add(promote);
            } else {
                made.addAll(promotions.make(together));
                together.clear();
                made.add(make(change));
            }
        }
        made.addAll(promotions.make(together));
        return made;
    }

    private Made make(Change change) throws SQLException {
        if (change instanceof Change.Hold hold) {
            return hold(hold);
        }
        if (change instanceof Change.Resume resume) {
            return resume(resume);
        }
        if (change instanceof Change.Note note) {
            return new Made(note.outcome(), note.detail());
        }
        return dispatches.make(change);
    }

    private Made hold(Change.Hold change) throws SQLException {
        PreparedStatement hold = session.prepare(HOLD);
        bind(hold, change.kind(), change.name());
        hold.setLong(3, operation.value());
        hold.setLong(4, now);
        if (hold.executeUpdate() > 0) {
            paused |= change.kind() == Pause.Kind.ENDPOINT;
            return Made.of(true, ItemText.PAUSED);
        }
        PreparedStatement held = session.prepare(HELD);
        bind(held, change.kind(), change.name());
        try (ResultSet row = held.executeQuery()) {
            if (!row.next()) {
                throw new KeyRaceException(); // another node resumed it between the two statements
            }
            return Made.of(false, ItemText.pausedAlready(new OperationId(row.getLong(1))));
        }
    }

    private Made resume(Change.Resume change) throws SQLException {
        PreparedStatement resume = session.prepare(RESUME);
        bind(resume, change.kind(), change.name());
        boolean resumed = resume.executeUpdate() > 0;
        if (resumed && change.kind() == Pause.Kind.HANDLER) {
            woken.add(change.name());
        }
        paused |= resumed && change.kind() == Pause.Kind.ENDPOINT;
        return Made.of(resumed, resumed ? ItemText.RESUMED : ItemText.NOT_PAUSED);
    }

    private static void bind(PreparedStatement statement, Pause.Kind kind, String name) throws SQLException {
        statement.setInt(1, kind.code());
        StoredText.bind(statement, 2, name);
    }
}
