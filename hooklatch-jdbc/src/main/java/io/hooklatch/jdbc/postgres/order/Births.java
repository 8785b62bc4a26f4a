package io.hooklatch.jdbc.postgres.order;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.jdbc.row.OrderBytes;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Ordering;
import io.hooklatch.store.Route;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The new dispatches of one transaction that wait for others or may be superseded. It looks once for all of them, and sends
 * all of its rows at once.
 */
public final class Births {
    /** One look at the end of the index for each line, however many wait there. */
    private static final String LAST =
            "SELECT wanted.handler, wanted.line, (SELECT max(o.place) FROM hooklatch.ordered o "
                    + "WHERE o.line = wanted.line AND o.handler = wanted.handler COLLATE \"C\" AND o.place IS NOT NULL) AS place "
                    + "FROM unnest(?::bigint[], ?::text[]) AS wanted (line, handler)";

    private static final String NEWEST =
            "SELECT handler, entity, version, version_text, event FROM hooklatch.newest WHERE entity = ANY (?)";

    private static final String INSERT = "INSERT INTO hooklatch.ordered (dispatch, line, place, insisted, handler, "
            + "entity, version, version_text) VALUES (?,?,?,false,?,?,?,?)";

    private final Session session;
    private final Set<Line> lines = new LinkedHashSet<>();
    private final Set<ByteBuffer> entities = new HashSet<>();
    private final Map<Line, Long> last = new HashMap<>();
    private final Map<Entity, Newest> newest = new HashMap<>();
    private @Nullable PreparedStatement insert;

    private record Line(String handler, long line) {}

    private record Entity(String handler, ByteBuffer entity) {}

    private record Newest(byte[] version, String text, EventId event) {}

    /** What becomes of a new dispatch. */
    public record Birth(boolean held, Optional<String> superseded) {
        /** Nothing keeps it. */
        public static final Birth FREE = new Birth(false, Optional.empty());
    }

    public Births(Session session) {
        this.session = session;
    }

    /** An event that may come, and for whom. */
    public void expect(String endpoint, Ordering ordering, List<Route> routes) {
        if (ordering.key().isPresent()) {
            long line = OrderBytes.line(endpoint, ordering.key().get());
            routes.forEach(route -> lines.add(new Line(StoredText.encode(route.handler()), line)));
        }
        ordering.guard().ifPresent(guard -> entities.add(ByteBuffer.wrap(OrderBytes.entity(endpoint, guard.entity()))));
    }

    /** The locks that have to be held before {@link #look}. */
    public Set<Integer> locks() {
        Set<Integer> numbers = new HashSet<>();
        lines.forEach(one -> numbers.add(Locks.of(one.line())));
        return numbers;
    }

    /** Looks where the lines of the expected ones end, and what was handled newest. */
    public void look() throws SQLException {
        if (!lines.isEmpty()) {
            PreparedStatement select = session.prepare(LAST);
            select.setArray(
                    1, session.array("bigint", lines.stream().map(Line::line).toArray(Long[]::new)));
            select.setArray(
                    2, session.array("text", lines.stream().map(Line::handler).toArray(String[]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long place = row.getLong("place");
                    if (!row.wasNull()) {
                        last.put(new Line(row.getString("handler"), row.getLong("line")), place);
                    }
                }
            }
        }
        if (!entities.isEmpty()) {
            PreparedStatement select = session.prepare(NEWEST);
            select.setArray(
                    1,
                    session.array(
                            "bytea", entities.stream().map(ByteBuffer::array).toArray(byte[][]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    newest.put(
                            new Entity(row.getString("handler"), ByteBuffer.wrap(row.getBytes("entity"))),
                            new Newest(
                                    row.getBytes("version"),
                                    row.getString("version_text"),
                                    new EventId(row.getLong("event"))));
                }
            }
        }
    }

    /** One of the expected; without a handler when it is unrouted. */
    public Birth add(long dispatch, Optional<String> handler, String endpoint, Ordering ordering) throws SQLException {
        Optional<String> stored = handler.map(StoredText::encode);
        Optional<String> superseded = stored.flatMap(to -> superseded(to, endpoint, ordering));
        Long line = ordering.key().isPresent()
                ? (Long) OrderBytes.line(endpoint, ordering.key().get())
                : null;
        Long place = null;
        if (line != null && stored.isPresent() && superseded.isEmpty()) {
            place = last.merge(new Line(stored.get(), line), 1L, Long::sum);
        }
        row(dispatch, stored.orElse(null), line, place, endpoint, ordering.guard());
        return new Birth(place != null && place > 1, superseded);
    }

    private Optional<String> superseded(String handler, String endpoint, Ordering ordering) {
        return ordering.guard().flatMap(guard -> {
            Newest known =
                    newest.get(new Entity(handler, ByteBuffer.wrap(OrderBytes.entity(endpoint, guard.entity()))));
            boolean older =
                    known != null && Arrays.compareUnsigned(known.version(), OrderBytes.version(guard.version())) > 0;
            return older && known != null
                    ? Optional.of(Ordering.Guard.superseded(guard.text(), known.text(), known.event()))
                    : Optional.empty();
        });
    }

    private void row(
            long dispatch,
            @Nullable String handler,
            @Nullable Long line,
            @Nullable Long place,
            String endpoint,
            Optional<Ordering.Guard> guard)
            throws SQLException {
        PreparedStatement row = insert;
        if (row == null) {
            row = session.prepare(INSERT);
            row.clearBatch(); // what a transaction left that was rolled back
            insert = row;
        }
        row.setLong(1, dispatch);
        row.setObject(2, line, Types.BIGINT);
        row.setObject(3, place, Types.BIGINT);
        row.setString(4, handler);
        row.setBytes(
                5,
                guard.isEmpty() ? null : OrderBytes.entity(endpoint, guard.get().entity()));
        row.setBytes(6, guard.isEmpty() ? null : OrderBytes.version(guard.get().version()));
        row.setString(7, guard.isEmpty() ? null : guard.get().text());
        row.addBatch();
    }

    /** Sends the rows. */
    public void store() throws SQLException {
        if (insert != null) {
            insert.executeBatch();
        }
    }
}
