package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.prune.Room;
import io.hooklatch.jdbc.sqlite.prune.Search;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.Event;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Promotion;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.Page;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reading half of the store contract, each call in one snapshot on a connection that can only read. */
public final class SqliteReader implements OperationReader, AutoCloseable {
    private final SqliteSettings settings;
    private final SharedValues values;
    private final RecentEvents recent;
    private final ReadPool pool;

    public SqliteReader(SqliteSettings settings, SharedValues values, RecentEvents recent) {
        this.settings = settings;
        this.values = values;
        this.recent = recent;
        this.pool = new ReadPool(settings);
    }

    @Override
    public Optional<Delivery> delivery(DeliveryId id) {
        return pool.read(session -> new DeliveryReads(session, values).delivery(id.value()));
    }

    @Override
    public Page<DeliverySummary> deliveries(DeliveryQuery query) {
        return pool.read(new DeliveryList(query, values, recent)::read);
    }

    @Override
    public List<ElementSummary> elements(DeliveryId id) {
        return pool.read(session -> new ElementReads(session, values).of(id.value()));
    }

    @Override
    public Optional<byte[]> secret(String endpoint) {
        return pool.read(session -> {
            PreparedStatement select = session.prepared("SELECT sealed FROM hooklatch_secret WHERE endpoint = ?");
            select.setString(1, endpoint);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        });
    }

    @Override
    public Optional<EventSummary> event(EventId id) {
        return pool.read(session -> EventList.event(session, values, id.value()));
    }

    @Override
    public Page<EventSummary> events(EventQuery query) {
        return pool.read(new EventList(query, values, recent)::read);
    }

    @Override
    public Optional<Dispatch> dispatch(DispatchId id) {
        return pool.read(session -> new DispatchReads(session, values).row(id.value()));
    }

    @Override
    public Page<Dispatch> dispatches(DispatchQuery query) {
        return pool.read(new DispatchList(query, values)::read);
    }

    @Override
    public Page<Attempt> attempts(AttemptQuery query) {
        return pool.read(new AttemptList(query, values)::read);
    }

    @Override
    public List<Event> load(Collection<Lease> leases) {
        return pool.read(session -> {
            DeliveryReads.Events reads = new DeliveryReads(session, values).new Events();
            List<Event> events = new ArrayList<>(leases.size());
            for (Lease lease : leases) {
                events.add(reads.event(lease)
                        .orElseThrow(() -> new IllegalArgumentException(lease.eventId() + " is not in this inbox")));
            }
            return events;
        });
    }

    @Override
    public Optional<Duration> nextDue(String handler) {
        return pool.read(session -> new DispatchReads(session, values)
                .nextDue(handler, settings.clock().millis()));
    }

    @Override
    public Map<DispatchState, Long> openDispatches() {
        return pool.read(session -> new DispatchReads(session, values).open());
    }

    /** Some of what may be removed. */
    public PrunePage prunable(PrunePlan plan, PrunePage.Position from, int limit) {
        return pool.read(session -> new Search(session::prepared, values.profiles(), plan, limit).from(from));
    }

    /** How much room the file takes. */
    public PrunableStore.Space space() {
        return pool.read(session -> new Room(session::prepared).space());
    }

    @Override
    public Optional<Operation> operation(OperationId id) {
        return pool.read(session -> new OperationReads(session).find(id));
    }

    @Override
    public Page<Operation> operations(OperationQuery query) {
        return pool.read(session -> new OperationReads(session).list(query));
    }

    @Override
    public Page<OperationItem> items(OperationId operation, Cursor after, int limit) {
        return pool.read(session -> new OperationReads(session).items(operation, after, limit));
    }

    @Override
    public List<Pause> pauses() {
        return pool.read(session -> new OperationReads(session).pauses());
    }

    @Override
    public Map<DispatchId, DispatchState> storedStates(Collection<DispatchId> dispatches) {
        return pool.read(session -> new DispatchReads(session, values).stored(dispatches));
    }

    @Override
    public Optional<Promotion> promotion(DeliveryId delivery) {
        return pool.read(session -> new OperationReads(session)
                .promotion(delivery, new DeliveryReads(session, values).promoted(delivery.value())));
    }

    /** Refuses further questions. Idempotent. */
    @Override
    public void close() {
        pool.close();
    }
}
