package io.hooklatch.gateway.admin.api.keep;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.JsonBody;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.admin.api.call.Stage;
import io.hooklatch.gateway.render.Json;
import io.hooklatch.gateway.render.OperationJson;
import io.hooklatch.gateway.render.UpkeepJson;
import io.hooklatch.gateway.render.Words;
import io.hooklatch.message.Action;
import io.hooklatch.operate.Upkeep;
import io.hooklatch.store.CheckableStore;
import io.hooklatch.store.Flaw;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Looks through the inbox for what does not fit together, and mends it. */
public final class VerifyRoutes {
    private final Hooklatch inbox;
    private final InstantSource clock;
    private final Background repairs = new Background("repair");
    private Optional<Look> last = Optional.empty();

    /** Of this inbox. */
    public VerifyRoutes(Hooklatch inbox, InstantSource clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    private enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** One look through the inbox. */
    private record Look(State state, long startedAt, Optional<Long> endedAt, String detail, List<Flaw> flaws) {
        Json json() {
            return UpkeepJson.verification(Words.of(state), startedAt, endedAt, detail, flaws);
        }
    }

    /** What can be asked here. */
    public List<Route> routes() {
        return List.of(
                Route.get("/verify", Role.VIEWER, this::found),
                Route.post("/verify", Role.OPERATOR, this::look),
                Route.post("/verify/repair", Role.ADMIN, this::repair));
    }

    private Answer found(Call call) {
        call.noParameters();
        return Answer.json(last().orElseThrow(() -> Problem.notFound(
                                "nobody has looked through the inbox since this gateway started: POST /verify does")
                        .thrown())
                .json());
    }

    private Answer look(Call call) {
        call.noParameters();
        JsonBody.of(call.body()).end();
        CheckableStore store = store();
        return Answer.json(202, begin(store).json());
    }

    private synchronized Optional<Look> last() {
        return last;
    }

    private synchronized void last(Look look) {
        last = Optional.of(look);
    }

    /** The look that runs already, or one that begins now. */
    private synchronized Look begin(CheckableStore store) {
        if (last.isPresent() && last.get().state() == State.RUNNING) {
            return last.get();
        }
        Look begun = new Look(State.RUNNING, clock.millis(), Optional.empty(), "", List.of());
        last = Optional.of(begun);
        Thread thread = new Thread(() -> last(ended(begun, store)), "hooklatch-verify");
        thread.setDaemon(true);
        thread.start();
        return begun;
    }

    private Look ended(Look begun, CheckableStore store) {
        try {
            List<Flaw> flaws = store.check();
            return new Look(State.DONE, begun.startedAt(), Optional.of(clock.millis()), "", flaws);
        } catch (RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            return new Look(State.FAILED, begun.startedAt(), Optional.of(clock.millis()), why, List.of());
        }
    }

    private Answer repair(Call call) {
        String reason = call.because();
        CheckableStore store = store();
        Upkeep upkeep = inbox.upkeep();
        return Answer.json(
                202,
                OperationJson.operation(repairs.begin(
                        upkeep,
                        () -> Stage.done(upkeep.begin(Action.REPAIR, call.actor(), reason, "")),
                        entry -> Upkeep.mend(store, entry))));
    }

    private CheckableStore store() {
        if (inbox.store() instanceof CheckableStore store) {
            return store;
        }
        throw Problem.conflict("this store cannot be looked through").thrown();
    }
}
