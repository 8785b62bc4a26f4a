package io.hooklatch.gateway.admin.api.read;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.Fields;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.admin.stream.Position;
import io.hooklatch.gateway.admin.stream.Rendering;
import io.hooklatch.gateway.admin.stream.Streams;
import io.hooklatch.gateway.admin.stream.Wanted;
import io.hooklatch.gateway.render.InboxJson;
import io.hooklatch.gateway.render.Json;
import io.hooklatch.gateway.render.Words;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stream. */
public final class StreamRoutes {
    private final Streams streams;

    /** Of this inbox. */
    public StreamRoutes(Streams streams) {
        this.streams = streams;
    }

    /** What the stream tells of. */
    private enum Kind {
        DELIVERY,
        EVENT,
        ATTEMPT
    }

    /** What can be asked here. */
    public List<Route> routes() {
        return List.of(Route.get("/stream", Role.VIEWER, this::stream));
    }

    private Answer stream(Call call) {
        Fields fields = call.query();
        Wanted wanted = wanted(fields);
        Optional<Long> from = fields.time("from");
        Optional<Position> after = call.lastEventId()
                .map(id -> new Fields("", Map.of("Last-Event-ID", id)))
                .map(header -> header.as("Last-Event-ID", Position::parse))
                .orElseGet(() -> fields.as("after", Position::parse));
        fields.as("after", text -> text);
        fields.end();
        Position start = after.or(() -> from.map(
                        millis -> streams.before(millis, wanted.attempts().isPresent())))
                .orElseGet(streams::now);
        if (!streams.reserve()) {
            throw Problem.of(
                            429,
                            "too-many",
                            "Too many streams",
                            "there are " + Streams.MOST + " readers of the stream already: close one, or try again")
                    .thrown();
        }
        return new Answer.Stream(
                response -> streams.open(wanted, start, rendering(call.role()), new StreamOutlet(response)));
    }

    private static Wanted wanted(Fields fields) {
        Set<Kind> kinds = fields.as("kinds", StreamRoutes::kinds).orElse(EnumSet.allOf(Kind.class));
        Optional<String> endpoint = fields.text("endpoint");
        Optional<Verdict.Kind> verdict = fields.word("verdict", Verdict.Kind.class);
        Optional<Reason> reason = fields.word("reason", Reason.class);
        Optional<String> type = fields.text("event_type");
        Optional<AttemptOutcome> outcome = fields.word("outcome", AttemptOutcome.class);
        boolean ofDeliveries = verdict.isPresent() || reason.isPresent();
        DeliveryQuery deliveries = DeliveryQuery.all();
        deliveries = Filters.with(deliveries, endpoint, DeliveryQuery::endpoint);
        deliveries = Filters.with(deliveries, verdict, DeliveryQuery::verdict);
        deliveries = Filters.with(deliveries, reason, DeliveryQuery::reason);
        deliveries = Filters.with(deliveries, type, DeliveryQuery::type);
        EventQuery events = Filters.with(EventQuery.all(), endpoint, EventQuery::endpoint);
        events = Filters.with(events, type, EventQuery::type);
        AttemptQuery attempts = Filters.with(AttemptQuery.all(), outcome, AttemptQuery::outcome);
        Wanted wanted = new Wanted(
                when(kinds.contains(Kind.DELIVERY) && outcome.isEmpty(), deliveries),
                when(kinds.contains(Kind.EVENT) && outcome.isEmpty() && !ofDeliveries, events),
                when(kinds.contains(Kind.ATTEMPT) && type.isEmpty() && !ofDeliveries, attempts),
                endpoint);
        if (wanted.deliveries().isEmpty()
                && wanted.events().isEmpty()
                && wanted.attempts().isEmpty()) {
            throw Problem.invalid("kinds", "no kind of message knows all of these conditions: leave one out")
                    .thrown();
        }
        return wanted;
    }

    private static Set<Kind> kinds(String text) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String word : text.split(",", -1)) {
            kinds.add(Words.of(Kind.class, word));
        }
        return kinds;
    }

    private static <T> Optional<T> when(boolean condition, T value) {
        return condition ? Optional.of(value) : Optional.empty();
    }

    private static Rendering rendering(Role role) {
        return new Rendering() {
            @Override
            public String delivery(DeliverySummary row) {
                return InboxJson.delivery(row, role).line();
            }

            @Override
            public String event(EventSummary row) {
                return InboxJson.event(row).line();
            }

            @Override
            public String attempt(Attempt row) {
                return InboxJson.attempt(row).line();
            }

            @Override
            public String end(String why) {
                return new Json().put("detail", why).line();
            }
        };
    }
}
