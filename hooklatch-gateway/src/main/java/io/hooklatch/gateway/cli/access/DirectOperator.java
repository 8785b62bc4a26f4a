package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.IdleInbox;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.render.HandlerInfo;
import io.hooklatch.gateway.render.InboxJson;
import io.hooklatch.gateway.render.Json;
import io.hooklatch.gateway.render.SetupJson;
import io.hooklatch.gateway.store.OpenStore;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Pause;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.Page;
import io.hooklatch.store.StoreException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An inbox whose store this process has opened itself. */
public final class DirectOperator implements Operator {
    /** Who holds the store can read all that is in it. */
    private static final Role ROLE = Role.ADMIN;

    private final String place;
    private final OpenStore opened;
    private final InboxReader reader;
    private final Optional<GatewayConfig> config;
    private final DirectActions actions;

    /**
     * @param place how the store is called
     * @param opened is closed with this
     * @param config absent where only the store was named
     */
    public DirectOperator(String place, OpenStore opened, Optional<GatewayConfig> config) {
        this.place = place;
        this.opened = opened;
        this.reader = opened.store().reader();
        this.config = config;
        this.actions = new DirectActions(opened, config);
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public List<Doc> endpoints() throws CommandFailure {
        List<Endpoint> endpoints = configured("endpoints").endpoints();
        return asked(() -> {
            List<Pause> pauses = pauses();
            return endpoints.stream()
                    .map(endpoint -> Doc.of(SetupJson.endpoint(endpoint, pauses, newest(endpoint))))
                    .toList();
        });
    }

    @Override
    public List<Doc> handlers() throws CommandFailure {
        List<HandlerInfo> handlers = IdleInbox.handlers(configured("handlers"));
        return asked(() -> {
            List<Pause> pauses = pauses();
            return handlers.stream()
                    .map(handler -> Doc.of(SetupJson.handler(handler, pauses)))
                    .toList();
        });
    }

    private GatewayConfig configured(String what) throws CommandFailure {
        return config.orElseThrow(() -> new CommandFailure(
                ExitCode.USAGE, what + " are in the configuration: name it with -c, or the gateway with --url"));
    }

    private List<Pause> pauses() {
        return audited().map(OperationReader::pauses).orElse(List.of());
    }

    private Optional<Long> newest(Endpoint endpoint) {
        return reader.deliveries(DeliveryQuery.all().endpoint(endpoint.name()).limit(1)).items().stream()
                .findFirst()
                .map(DeliverySummary::receivedAt);
    }

    @Override
    public Listed list(Listing what, Filters filters) throws CommandFailure {
        return asked(() -> switch (what) {
            case DELIVERIES ->
                listed(reader.deliveries(Queries.deliveries(filters)), row -> InboxJson.delivery(row, ROLE));
            case EVENTS -> listed(reader.events(Queries.events(filters)), InboxJson::event);
            case DISPATCHES -> listed(reader.dispatches(Queries.dispatches(filters)), InboxJson::dispatch);
            case OPERATIONS -> audit().list(filters);
        });
    }

    @Override
    public Optional<Doc> find(Listing what, String id) throws CommandFailure {
        return asked(() -> switch (what) {
            case DELIVERIES ->
                reader.delivery(DeliveryId.parse(id)).map(this::whole).map(Doc::of);
            case EVENTS -> reader.event(EventId.parse(id)).map(this::whole).map(Doc::of);
            case DISPATCHES ->
                reader.dispatch(DispatchId.parse(id)).map(InboxJson::dispatch).map(Doc::of);
            case OPERATIONS -> audit().find(id);
        });
    }

    @Override
    public Optional<byte[]> body(String deliveryId) throws CommandFailure {
        return Optional.of(asked(() -> reader.delivery(DeliveryId.parse(deliveryId)))
                .map(delivery -> delivery.request().body())
                .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "there is no delivery " + deliveryId)));
    }

    @Override
    public List<Doc> attempts(String dispatchId) throws CommandFailure {
        return asked(() -> {
            List<Doc> all = new ArrayList<>();
            AttemptQuery query =
                    AttemptQuery.all().dispatchId(DispatchId.parse(dispatchId)).limit(AttemptQuery.MAX_LIMIT);
            Optional<Cursor> next = Optional.of(Cursor.START);
            while (next.isPresent()) {
                Page<Attempt> page = reader.attempts(query.after(next.get()));
                page.items().forEach(attempt -> all.add(Doc.of(InboxJson.attempt(attempt))));
                next = page.next();
            }
            Collections.reverse(all);
            return all;
        });
    }

    @Override
    public Doc preview(Doc order) throws CommandFailure {
        return asked(() -> actions.preview(order));
    }

    @Override
    public Doc start(Doc order) throws CommandFailure {
        return asked(() -> actions.start(order));
    }

    @Override
    public Doc cancel(String operationId, String why) throws CommandFailure {
        return asked(() -> actions.cancel(operationId, why));
    }

    @Override
    public String left(String operationId) {
        return "The operation stops where it is, and a gateway that starts on this inbox goes on with it, unless"
                + " hooklatch audit cancel " + operationId + " ends it before.";
    }

    @Override
    public Listed items(String operationId, Filters filters) throws CommandFailure {
        return asked(() -> audit().items(operationId, filters));
    }

    @Override
    public void live(String what) throws CommandFailure {
        throw needsGateway(what);
    }

    @Override
    public Doc pause(String kind, String name, String verb, String why) throws CommandFailure {
        return asked(() -> actions.pause(kind, name, verb, why));
    }

    @Override
    public InputStream stream(Map<String, String> query) throws CommandFailure {
        throw needsGateway("to follow what comes in");
    }

    @Override
    public Doc stats() throws CommandFailure {
        Map<DispatchState, Long> open = asked(reader::openDispatches);
        return Doc.of(new Json()
                .time("at", InstantSource.system().millis())
                .put("pending_writes", opened.store().pendingWrites())
                .put("dispatches", InboxJson.open(open)));
    }

    @Override
    public void close() {
        actions.close();
        opened.close();
    }

    private Optional<OperationReader> audited() {
        return opened.store() instanceof OperableStore operable ? Optional.of(operable.reader()) : Optional.empty();
    }

    private Audit audit() throws CommandFailure {
        return Audit.of(opened.store(), place);
    }

    private static CommandFailure needsGateway(String what) {
        return new CommandFailure(
                ExitCode.USAGE,
                what + " needs a running gateway: name its admin port with --url, in place of --store and -c");
    }

    private Json whole(Delivery delivery) {
        return InboxJson.delivery(
                delivery,
                delivery.summary().batch() ? reader.elements(delivery.id()) : List.of(),
                audited().flatMap(audit -> audit.promotion(delivery.id())),
                ROLE);
    }

    private Json whole(EventSummary event) {
        DispatchQuery own = DispatchQuery.all().eventId(event.id()).limit(DispatchQuery.MAX_LIMIT);
        return InboxJson.event(event, reader.dispatches(own).items());
    }

    private static <T> Listed listed(Page<T> page, Function<T, Json> row) {
        return new Listed(
                page.items().stream().map(row).map(Doc::of).toList(),
                page.next().map(Cursor::toString));
    }

    private static <T> T asked(Question<T> question) throws CommandFailure {
        try {
            return question.ask();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }

    /** What may fail because of the store or of an id that is none. */
    private interface Question<T> {
        T ask() throws CommandFailure;
    }
}
