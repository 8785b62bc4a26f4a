package io.hooklatch.gateway.cli.access;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.IdleInbox;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.render.OperationJson;
import io.hooklatch.gateway.store.OpenStore;
import io.hooklatch.message.Action;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.Pause;
import io.hooklatch.operate.Operations;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Preview;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.InboxReader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What operators do to a store that this process has opened itself. The inbox on it is opened for the first of them, and
 * does nothing else. For one thread.
 */
final class DirectActions implements AutoCloseable {
    private static final Set<Action> NEED_SETUP = Set.of(Action.REPLAY, Action.REPLAY_DELIVERY, Action.REVERIFY);

    private final OpenStore opened;
    private final Optional<GatewayConfig> config;
    private @Nullable Hooklatch inbox;

    DirectActions(OpenStore opened, Optional<GatewayConfig> config) {
        this.opened = opened;
        this.config = config;
    }

    Doc preview(Doc order) throws CommandFailure {
        Action action = action(order);
        Preview preview = operations().preview(action, Selections.of(order), order.text("handler"));
        return Doc.of(OperationJson.preview(action, preview));
    }

    Doc start(Doc order) throws CommandFailure {
        return Audit.doc(operations()
                .start(new Order(
                        action(order),
                        Selections.of(order),
                        LocalUser.actor(),
                        order.or("reason", ""),
                        Math.toIntExact(order.number("rate_per_second").orElse(0L)),
                        order.text("handler"))));
    }

    Doc cancel(String id, String why) throws CommandFailure {
        OperationId operation = OperationId.parse(id);
        boolean was = operations().cancel(operation, LocalUser.actor(), why);
        Doc now = operations()
                .reader()
                .operation(operation)
                .map(Audit::doc)
                .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "there is no operation " + id));
        if (!was) {
            throw new CommandFailure(ExitCode.FAILED, "operation " + id + " has ended already");
        }
        return now;
    }

    Doc pause(String kind, String name, String verb, String why) throws CommandFailure {
        Pause.Kind what = Pause.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
        if (verb.equals("resume")) {
            return Audit.doc(operations().resume(what, name, LocalUser.actor(), why));
        }
        if (config.isEmpty() && !seen(what, name)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "nothing in this store is of " + kind + " \"" + name
                            + "\": is it spelt right? With the configuration, -c, every name of it is known");
        }
        try {
            return Audit.doc(operations().pause(what, name, LocalUser.actor(), why));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether the store has heard of it: the only names it knows by itself. */
    private boolean seen(Pause.Kind kind, String name) {
        InboxReader reader = opened.store().reader();
        return kind == Pause.Kind.ENDPOINT
                ? !reader.deliveries(DeliveryQuery.all().endpoint(name).limit(1))
                        .items()
                        .isEmpty()
                : !reader.dispatches(DispatchQuery.all().handler(name).limit(1))
                        .items()
                        .isEmpty();
    }

    private Action action(Doc order) throws CommandFailure {
        Action action = Action.valueOf(order.or("action", "").toUpperCase(Locale.ROOT));
        if (config.isEmpty() && NEED_SETUP.contains(action)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "to " + (action == Action.REVERIFY ? "reverify" : "replay")
                            + ", the endpoints and handlers have to be known: name the configuration with -c, in place of"
                            + " --store");
        }
        return action;
    }

    private Operations operations() {
        if (inbox == null) {
            inbox = IdleInbox.open(config, opened);
        }
        return inbox.operations();
    }

    /** Leaves what is under way behind its current step. */
    @Override
    public void close() {
        if (inbox != null) {
            inbox.close();
        }
    }
}
