package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Filters;
import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.message.Action;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The filters, the same for every command; one that does not fit a command is refused, never passed over. */
final class FilterOptions {
    @Option(names = "--endpoint", paramLabel = "NAME", description = "Of this endpoint.")
    private @Nullable String endpoint;

    @Option(names = "--handler", paramLabel = "NAME", description = "Dispatches to this handler.")
    private @Nullable String handler;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Events and dispatches that are queued, running, retrying, paused, handled, superseded, dead,"
                    + " ignored or unrouted; operations that are running, done, cancelled or failed.")
    private @Nullable String state;

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            description = "Deliveries that are verified, authenticated, unverified or refused.")
    private @Nullable String verdict;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Deliveries refused for this reason, as signature_mismatch.")
    private @Nullable String reason;

    @Option(names = "--type", paramLabel = "TYPE", description = "Of this event type, exactly.")
    private @Nullable String type;

    @Option(names = "--provider-id", paramLabel = "ID", description = "With this id of the provider's for the event.")
    private @Nullable String providerId;

    @Option(
            names = "--provider-delivery-id",
            paramLabel = "ID",
            description = "Deliveries with this id of the provider's for the send.")
    private @Nullable String providerDeliveryId;

    @Option(names = "--event", paramLabel = "ID", description = "Deliveries and dispatches of this event.")
    private @Nullable String event;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "At this time or later: 2026-03-01T12:00:00Z, 2026-03-01, or 2h for two hours ago.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before this time, written in the same way.")
    private @Nullable String until;

    @Option(
            names = "--error-text",
            paramLabel = "TEXT",
            description = "Dispatches whose last error holds this text, letter by letter.")
    private @Nullable String errorText;

    @Option(names = "--action", paramLabel = "ACTION", description = "Operations that did this, as replay.")
    private @Nullable String action;

    @Option(names = "--actor", paramLabel = "NAME", description = "Operations of this key or user.")
    private @Nullable String actor;

    /** Whether any is given. */
    boolean given() {
        return !typed().isEmpty();
    }

    /** The handler that is named, which is then no filter any more. */
    Optional<String> takeHandler() {
        Optional<String> taken = Optional.ofNullable(handler);
        handler = null;
        return taken;
    }

    /** Makes it a filter again. */
    void giveHandler(String name) {
        handler = name;
    }

    /** The first of these lists that has every filter given. */
    Listing fitting(List<Listing> candidates) throws CommandFailure {
        for (Listing candidate : candidates) {
            if (candidate.filters().containsAll(names())) {
                return candidate;
            }
        }
        refuse(candidates.get(0));
        throw new CommandFailure(
                ExitCode.USAGE,
                "these filters fit neither " + candidates.get(0).plural() + " nor what else it takes alone");
    }

    /** What is given, checked and in the words of the admin API. */
    Filters read(Listing what, InstantSource clock) throws CommandFailure {
        refuse(what);
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, Typed> entry : typed().entrySet()) {
            values.put(entry.getKey(), value(what, entry.getKey(), entry.getValue(), clock));
        }
        String from = values.get("from");
        String to = values.get("until");
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw new CommandFailure(ExitCode.USAGE, "--since is later than --until, so nothing lies between them");
        }
        return Filters.none().withAll(values);
    }

    private void refuse(Listing what) throws CommandFailure {
        for (Map.Entry<String, Typed> entry : typed().entrySet()) {
            if (!what.filters().contains(entry.getKey())) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        entry.getValue().option() + " does not filter " + what.plural() + "; what does: "
                                + String.join(", ", options(what)));
            }
        }
    }

    private static String value(Listing what, String name, Typed typed, InstantSource clock) throws CommandFailure {
        try {
            return switch (name) {
                case "from", "until" -> Moment.read(typed.value(), clock);
                case "verdict" -> word(typed, Verdict.Kind.values());
                case "reason" -> word(typed, Reason.values());
                case "state" ->
                    what == Listing.OPERATIONS
                            ? word(typed, OperationState.values())
                            : word(typed, DispatchState.values());
                case "action" -> word(typed, Action.values());
                default -> typed.value();
            };
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, typed.option() + ": " + e.getMessage(), e);
        }
    }

    private static String word(Typed typed, Enum<?>[] words) {
        String asked = typed.value().toLowerCase(Locale.ROOT).replace('-', '_');
        List<String> known = Arrays.stream(words)
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(asked)) {
            throw new IllegalArgumentException("\"" + typed.value() + "\" is none of " + String.join(", ", known)
                    + (typed.option().equals("--reason") ? "; why you do something is said with --why" : ""));
        }
        return asked;
    }

    private List<String> names() {
        return List.copyOf(typed().keySet());
    }

    private static List<String> options(Listing what) {
        return what.filters().stream().map(FilterOptions::option).toList();
    }

    /** The option for a filter of the admin API. */
    static String option(String name) {
        return switch (name) {
            case "event_type" -> "--type";
            case "provider_event_id" -> "--provider-id";
            case "event_id" -> "--event";
            case "from" -> "--since";
            case "error" -> "--error-text";
            default -> "--" + name.replace('_', '-');
        };
    }

    private Map<String, Typed> typed() {
        Map<String, Typed> all = new LinkedHashMap<>();
        put(all, "endpoint", endpoint);
        put(all, "handler", handler);
        put(all, "state", state);
        put(all, "verdict", verdict);
        put(all, "reason", reason);
        put(all, "event_type", type);
        put(all, "provider_event_id", providerId);
        put(all, "provider_delivery_id", providerDeliveryId);
        put(all, "event_id", event);
        put(all, "from", since);
        put(all, "until", until);
        put(all, "error", errorText);
        put(all, "action", action);
        put(all, "actor", actor);
        return all;
    }

    private static void put(Map<String, Typed> all, String name, @Nullable String value) {
        if (value != null) {
            all.put(name, new Typed(option(name), value));
        }
    }

    private record Typed(String option, String value) {}
}
