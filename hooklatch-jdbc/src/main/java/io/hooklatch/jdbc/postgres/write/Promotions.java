package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.jdbc.postgres.write.Changes.Made;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Element;
import io.hooklatch.message.EventId;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Change;
import io.hooklatch.store.ItemText;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Route;
import io.hooklatch.store.Superseded;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes events of refused deliveries. That a delivery is promoted once is decided by its row among the promotions; which
 * of its events are new by their keys, as for any delivery. Bodies stay in the database, also for their digests.
 */
final class Promotions {
    private static final String DELIVERIES = "SELECT d.id, d.endpoint, d.kind, d.verdict, d.received_length = "
            + "octet_length(d.body) AS whole, sha256(d.body) AS digest, p.operation FROM hooklatch.delivery d "
            + "LEFT JOIN hooklatch.promotion p ON p.delivery = d.id WHERE d.id = ANY (?) FOR SHARE OF d";

    private static final String PARTS =
            "SELECT sha256(substring(d.body FROM part.first_byte + 1 FOR part.byte_length)) "
                    + "FROM hooklatch.delivery d, unnest(?::int[], ?::int[]) WITH ORDINALITY AS part (first_byte, byte_length, n) "
                    + "WHERE d.id = ? ORDER BY part.n";

    private static final String PROMOTE = "INSERT INTO hooklatch.promotion (delivery, operation, promoted_at, verdict, "
            + "batch, recipe, secret_id, detail, delivery_name, event_name, event_type) "
            + "VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING";

    private static final String PROMOTED = "INSERT INTO hooklatch.promoted (delivery, number, element_index, "
            + "first_byte, byte_length, event, duplicate, divergent, event_name, event_type) "
            + "VALUES (?,?,?,?,?,?,?,?,?,?)";

    private final Session session;
    private final Ids ids;
    private final long now;
    private final OperationId operation;
    private final Consumer<String> woken;
    private final List<Superseded> superseded = new ArrayList<>();

    /** A refused delivery; the digest is that of its whole body. */
    private record Refused(
            String endpoint, int kind, int verdict, boolean whole, byte[] digest, Optional<OperationId> promotedBy) {}

    private record Accepted(Change.Promote change, String endpoint, List<Append.Candidate> candidates) {}

    Promotions(Session session, Ids ids, long now, OperationId operation, Consumer<String> woken) {
        this.session = session;
        this.ids = ids;
        this.now = now;
        this.operation = operation;
        this.woken = woken;
    }

    /** The dispatches that are superseded already. */
    List<Superseded> superseded() {
        return superseded;
    }

    List<Made> make(List<Change.Promote> changes) throws SQLException {
        if (changes.isEmpty()) {
            return List.of();
        }
        Map<Long, Refused> deliveries = deliveries(changes);
        List<Optional<String>> obstacles = new ArrayList<>();
        List<Accepted> accepted = new ArrayList<>();
        for (Change.Promote change : changes) {
            Refused delivery = deliveries.get(change.delivery().value());
            Optional<String> obstacle = delivery == null ? Optional.of(ItemText.NO_DELIVERY) : obstacle(delivery);
            if (obstacle.isEmpty() && delivery != null) {
                if (!promote(change)) {
                    throw new KeyRaceException(); // somebody else did meanwhile: look again
                }
                // A second change of the same step about it finds it promoted.
                deliveries.put(
                        change.delivery().value(),
                        new Refused(
                                delivery.endpoint(),
                                delivery.kind(),
                                delivery.verdict(),
                                delivery.whole(),
                                delivery.digest(),
                                Optional.of(operation)));
                accepted.add(new Accepted(change, delivery.endpoint(), candidates(change, delivery)));
            }
            obstacles.add(obstacle);
        }
        return made(obstacles, decide(accepted));
    }

    private static List<Made> made(List<Optional<String>> obstacles, List<List<ReceivedEvent>> events) {
        List<Made> made = new ArrayList<>();
        int next = 0;
        for (Optional<String> obstacle : obstacles) {
            made.add(
                    obstacle.isPresent()
                            ? Made.of(false, obstacle.get())
                            : Made.of(true, ItemText.promoted(events.get(next++))));
        }
        return made;
    }

    private Map<Long, Refused> deliveries(List<Change.Promote> changes) throws SQLException {
        Map<Long, Refused> found = new HashMap<>();
        PreparedStatement select = session.prepare(DELIVERIES);
        select.setArray(
                1,
                session.array(
                        "bigint",
                        changes.stream()
                                .map(change -> change.delivery().value())
                                .toArray(Long[]::new)));
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long by = row.getLong("operation");
                found.put(
                        row.getLong("id"),
                        new Refused(
                                StoredText.read(row, "endpoint"),
                                row.getInt("kind"),
                                row.getInt("verdict"),
                                row.getBoolean("whole"),
                                row.getBytes("digest"),
                                by == 0 ? Optional.empty() : Optional.of(new OperationId(by))));
            }
        }
        return found;
    }

    private static Optional<String> obstacle(Refused delivery) {
        if (delivery.promotedBy().isPresent()) {
            return Optional.of(ItemText.promotedAlready(delivery.promotedBy().get()));
        }
        if (delivery.kind() != DeliveryKind.MESSAGE.code() || delivery.verdict() != Verdict.Kind.REFUSED.code()) {
            return Optional.of(ItemText.NOT_REFUSED);
        }
        return delivery.whole() ? Optional.empty() : Optional.of(ItemText.CUT);
    }

    private boolean promote(Change.Promote change) throws SQLException {
        PreparedStatement promote = session.prepare(PROMOTE);
        promote.setLong(1, change.delivery().value());
        promote.setLong(2, operation.value());
        promote.setLong(3, now);
        promote.setInt(4, change.verdict().kind().code());
        promote.setBoolean(5, change.batch());
        StoredText.bind(promote, 6, change.verdict().recipe());
        StoredText.bind(promote, 7, change.verdict().keyId());
        StoredText.bind(promote, 8, change.verdict().detail());
        StoredText.bind(promote, 9, change.names().deliveryId());
        StoredText.bind(promote, 10, change.names().eventId());
        StoredText.bind(promote, 11, change.names().eventType());
        return promote.executeUpdate() > 0;
    }

    private List<Append.Candidate> candidates(Change.Promote change, Refused delivery) throws SQLException {
        List<byte[]> parts = parts(change);
        List<Append.Candidate> candidates = new ArrayList<>();
        int next = 0;
        for (NewEvent event : change.events()) {
            byte[] digest = event.element().isPresent() ? parts.get(next++) : delivery.digest();
            List<TakenKey> keys = new ArrayList<>();
            for (DedupeKey key : event.keys()) {
                keys.add(new TakenKey(StoredText.encode(delivery.endpoint()), StoredText.encode(key.value())));
            }
            candidates.add(new Append.Candidate(event, keys, digest));
        }
        return candidates;
    }

    /** The digests of the elements' bytes. */
    private List<byte[]> parts(Change.Promote change) throws SQLException {
        List<Element> elements = change.events().stream()
                .flatMap(event -> event.element().stream())
                .toList();
        List<byte[]> digests = new ArrayList<>();
        if (elements.isEmpty()) {
            return digests;
        }
        PreparedStatement select = session.prepare(PARTS);
        select.setArray(
                1, session.array("int", elements.stream().map(Element::from).toArray(Integer[]::new)));
        select.setArray(
                2, session.array("int", elements.stream().map(Element::length).toArray(Integer[]::new)));
        select.setLong(3, change.delivery().value());
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                digests.add(row.getBytes(1));
            }
        }
        return digests;
    }

    private List<List<ReceivedEvent>> decide(List<Accepted> accepted) throws SQLException {
        Appends appends = new Appends(session, ids, now);
        Set<TakenKey> wanted = new LinkedHashSet<>();
        for (Accepted one : accepted) {
            one.candidates().forEach(candidate -> wanted.addAll(candidate.keys()));
        }
        appends.look(wanted);
        accepted.forEach(one -> appends.expect(one.endpoint(), one.candidates()));
        appends.lookAtLines();
        PreparedStatement promoted = session.prepare(PROMOTED);
        promoted.clearBatch();
        List<List<ReceivedEvent>> events = new ArrayList<>();
        for (Accepted one : accepted) {
            List<Appends.Decided> decided =
                    appends.decide(one.change().delivery().value(), one.endpoint(), one.candidates());
            for (int i = 0; i < decided.size(); i++) {
                add(promoted, one.change().delivery().value(), i, decided.get(i));
            }
            events.add(decided.stream()
                    .map(event -> new ReceivedEvent(new EventId(event.id()), event.duplicate(), event.divergent()))
                    .toList());
        }
        appends.store();
        promoted.executeBatch();
        superseded.addAll(appends.superseded());
        return events;
    }

    private void add(PreparedStatement promoted, long delivery, int number, Appends.Decided decided)
            throws SQLException {
        promoted.setLong(1, delivery);
        promoted.setInt(2, number);
        Binding.place(promoted, 3, decided.event().element());
        promoted.setLong(6, decided.id());
        promoted.setBoolean(7, decided.duplicate());
        promoted.setBoolean(8, decided.divergent());
        StoredText.bind(promoted, 9, decided.event().names().eventId());
        StoredText.bind(promoted, 10, decided.event().names().eventType());
        promoted.addBatch();
        if (!decided.duplicate()) {
            decided.event().routes().stream().map(Route::handler).forEach(woken);
        }
    }
}
