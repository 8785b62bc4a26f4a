package io.hooklatch.jdbc.postgres.read;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.jdbc.postgres.check.Checks;
import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.Sessions;
import io.hooklatch.jdbc.postgres.link.Shelf;
import io.hooklatch.jdbc.postgres.prune.Room;
import io.hooklatch.jdbc.postgres.prune.Search;
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
import io.hooklatch.store.Flaw;
import io.hooklatch.store.Lease;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.Page;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Settled;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reading half of the store contract. Each page is one statement, so it is of one moment. Thread-safe. */
public final class PostgresReader implements OperationReader, AutoCloseable {
    private final Shelf shelf;
    private final Horizon horizon = new Horizon();

    public PostgresReader(PostgresSettings settings, Sessions sessions) {
        this.shelf = new Shelf(sessions, settings.readers());
    }

    @Override
    public Optional<Delivery> delivery(DeliveryId id) {
        return shelf.read(session -> DeliveryRows.delivery(session, id));
    }

    @Override
    public Map<DeliveryId, Delivery> deliveries(Collection<DeliveryId> ids) {
        return shelf.read(session -> DeliveryRows.deliveries(session, ids));
    }

    @Override
    public Page<DeliverySummary> deliveries(DeliveryQuery query) {
        return shelf.read(session -> DeliveryRows.list(session, query));
    }

    @Override
    public List<ElementSummary> elements(DeliveryId id) {
        return shelf.read(session -> DeliveryRows.elements(session, id));
    }

    @Override
    public Optional<byte[]> secret(String endpoint) {
        return shelf.read(session -> DeliveryRows.secret(session, endpoint));
    }

    @Override
    public Optional<EventSummary> event(EventId id) {
        return shelf.read(session -> EventRows.event(session, id));
    }

    @Override
    public Page<EventSummary> events(EventQuery query) {
        return shelf.read(session -> EventRows.list(session, query));
    }

    @Override
    public Optional<Dispatch> dispatch(DispatchId id) {
        return shelf.read(session -> DispatchRows.dispatch(session, id));
    }

    @Override
    public Page<Dispatch> dispatches(DispatchQuery query) {
        return shelf.read(session -> DispatchRows.list(session, query));
    }

    @Override
    public Page<Attempt> attempts(AttemptQuery query) {
        return shelf.read(session -> DispatchRows.attempts(session, query));
    }

    @Override
    public List<Event> load(Collection<Lease> leases) {
        return leases.isEmpty() ? List.of() : shelf.read(session -> EventRows.load(session, leases));
    }

    @Override
    public Optional<Duration> nextDue(String handler) {
        return shelf.read(session -> DispatchRows.nextDue(session, handler));
    }

    @Override
    public Map<DispatchState, Long> openDispatches() {
        return shelf.read(DispatchRows::open);
    }

    @Override
    public Settled settled() {
        return shelf.read(horizon::look);
    }

    /** The time by the database's clock, in milliseconds since the epoch, UTC. */
    public long now() {
        return shelf.read(Session::now);
    }

    /** Some of what may be removed. */
    public PrunePage prunable(PrunePlan plan, PrunePage.Position from, int limit) {
        return shelf.read(session -> new Search(session, plan, limit).from(from));
    }

    /** What is wrong with the rows. */
    public List<Flaw> check() {
        return shelf.read(Checks::run);
    }

    /** The ids of some rows that have this flaw. */
    public List<Long> flawed(Flaw.Kind kind, int limit) {
        return shelf.read(session -> Checks.flawed(session, kind, limit));
    }

    /** How much room the tables take. */
    public PrunableStore.Space space() {
        return shelf.read(Room::space);
    }

    @Override
    public Optional<Operation> operation(OperationId id) {
        return shelf.read(session -> OperationRows.operation(session, id));
    }

    @Override
    public Page<Operation> operations(OperationQuery query) {
        return shelf.read(session -> OperationRows.list(session, query));
    }

    @Override
    public Page<OperationItem> items(OperationId operation, Cursor after, int limit) {
        return shelf.read(session -> OperationRows.items(session, operation, after, limit));
    }

    @Override
    public List<Pause> pauses() {
        return shelf.read(OperationRows::pauses);
    }

    @Override
    public Map<DispatchId, DispatchState> storedStates(Collection<DispatchId> dispatches) {
        return shelf.read(session -> DispatchRows.stored(session, dispatches));
    }

    @Override
    public Optional<Promotion> promotion(DeliveryId delivery) {
        return shelf.read(session -> OperationRows.promotion(session, delivery));
    }

    @Override
    public Map<DeliveryId, OperationId> promoted(Collection<DeliveryId> deliveries) {
        return shelf.read(session -> OperationRows.promoted(session, deliveries));
    }

    /** Refuses further questions. Idempotent. */
    @Override
    public void close() {
        shelf.close();
    }
}
