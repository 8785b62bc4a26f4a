package io.hooklatch.gateway.admin.api.keep;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.Places;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.admin.api.call.Stage;
import io.hooklatch.gateway.render.Json;
import io.hooklatch.gateway.render.OperationJson;
import io.hooklatch.gateway.render.UpkeepJson;
import io.hooklatch.gateway.render.Words;
import io.hooklatch.message.Operation;
import io.hooklatch.retention.Retention;
import io.hooklatch.retention.RetentionPolicy;
import io.hooklatch.retention.RetentionSettings;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.store.PrunePlan.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is kept for how long, and the removal of the rest. */
public final class RetentionRoutes {
    private final Hooklatch inbox;
    private final Places previews =
            new Places("Too many previews", "a preview runs already: try again when it has ended");

    /** Of this inbox. */
    public RetentionRoutes(Hooklatch inbox) {
        this.inbox = inbox;
    }

    /** What can be asked here. */
    public List<Route> routes() {
        return List.of(
                Route.get("/retention", Role.VIEWER, this::retention),
                Route.get("/prune/preview", Role.VIEWER, this::preview),
                Route.post("/prune", Role.OPERATOR, this::prune));
    }

    private Answer retention(Call call) {
        call.noParameters();
        Json json = new Json().put("configured", inbox.retention().isPresent());
        List<Json> own = new ArrayList<>();
        if (inbox.retention().isPresent()) {
            Retention retention = inbox.retention().get();
            RetentionSettings settings = retention.settings();
            json.put("every_ms", settings.every().toMillis()).put("common", policy(settings.common()));
            settings.endpoints().stream()
                    .sorted()
                    .map(name -> new Json().put("endpoint", name).put("policy", policy(settings.policy(name))))
                    .forEach(own::add);
            json.put("operation_id", retention.running());
        }
        return Answer.json(json.put("endpoints", own).put("space", space()));
    }

    private Json space() {
        PrunableStore.Space space = inbox.store() instanceof PrunableStore prunable
                ? prunable.space()
                : new PrunableStore.Space(0, 0, false);
        return new Json()
                .put("total_bytes", space.total())
                .put("unused_bytes", space.unused())
                .put("reclaimable", space.reclaimable());
    }

    private static Json policy(RetentionPolicy policy) {
        Json json = new Json().put("rows", times(policy::rows)).put("bodies", times(policy::bodies));
        policy.keys().ifPresent(time -> json.put("keys_ms", time.toMillis()));
        return json;
    }

    private static List<Json> times(Function<Kept, Optional<Duration>> of) {
        List<Json> times = new ArrayList<>();
        for (Kept kept : Kept.values()) {
            of.apply(kept)
                    .ifPresent(time ->
                            times.add(new Json().put("kept", Words.of(kept)).put("for_ms", time.toMillis())));
        }
        return times;
    }

    private Answer preview(Call call) {
        call.noParameters();
        Retention retention = configured();
        return Answer.json(UpkeepJson.pruned(previews.hold(call.role(), () -> retention.preview(call.wanted()))));
    }

    private Answer prune(Call call) {
        String reason = call.because();
        Retention retention = configured();
        try {
            Operation begun = Stage.done(retention.begin(call.actor(), reason));
            return Answer.json(202, OperationJson.operation(begun));
        } catch (IllegalStateException e) {
            throw Problem.conflict(String.valueOf(e.getMessage())).thrown();
        }
    }

    private Retention configured() {
        return inbox.retention()
                .orElseThrow(() -> Problem.conflict(
                                "the configuration has no retention, so everything is kept: nothing to prune")
                        .thrown());
    }
}
