package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Action;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Names;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Reason;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Change;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.Ordering;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Pruned;
import io.hooklatch.store.Route;
import io.hooklatch.store.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Does the same to a store and to the model, step by step, by chance. */
final class ModelHistory implements AutoCloseable {
    static final List<String> HANDLERS = List.of("ledger", "mail", "stock");
    private static final int MOST_EVENTS = 25;

    private final StoreUnderTest inbox;
    private final Random random;
    private final ModelView real;
    private final ModelView model;
    private final List<Lease> realLeases = new ArrayList<>();
    private final List<Lease> modelLeases = new ArrayList<>();
    private Map<DispatchId, Dispatch> before = Map.of();

    ModelHistory(StoreUnderTest inbox, Random random) {
        this.inbox = inbox;
        this.random = random;
        this.real = new ModelView((OperableStore) inbox.store());
        this.model = new ModelView(MemoryStore.open(inbox.clock()));
    }

    ModelView real() {
        return real;
    }

    ModelView model() {
        return model;
    }

    @Override
    public void close() {
        model.store().close();
    }

    /** Takes one step, and says which. */
    String step() throws Exception {
        before = byId();
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> receive();
            case 3, 4, 5 -> lease();
            case 6, 7, 8, 18 -> complete();
            case 9 -> release();
            case 10 -> advance();
            case 11 -> change(replay());
            case 12 -> change(replayDelivery());
            case 13 -> change(dispatchOf(Change.Requeue::new));
            case 14 -> change(random.nextBoolean() ? ignoreEvent() : dispatchOf(Change.IgnoreDispatch::new));
            case 15 -> change(promote());
            case 16 -> change(pause());
            case 17 -> prune();
            default -> random.nextInt(3) == 0 ? reopen() : lease();
        };
    }

    private String receive() {
        boolean batch = random.nextInt(6) == 0;
        DeliverySample sample = batch ? aDelivery().batch(event(), event(), event()) : event();
        if (random.nextInt(3) == 0) {
            sample = sample.refused(Reason.SIGNATURE_MISMATCH);
        }
        Appended inReal = Stages.await(real.store().append(sample.build()));
        Appended inModel = Stages.await(model.store().append(sample.build()));
        real.deliveries.add(inReal.deliveryId());
        model.deliveries.add(inModel.deliveryId());
        learn(inReal.events(), inModel.events());
        realLeases.addAll(inReal.leases());
        modelLeases.addAll(inModel.leases());
        return "receive " + inModel;
    }

    private DeliverySample event() {
        int key = random.nextInt(MOST_EVENTS);
        DeliverySample sample = aDelivery().key("k" + key).body(random.nextInt(8) == 0 ? "other" : "body " + key);
        if (random.nextInt(4) == 0) {
            sample = sample.orderedBy("o" + random.nextInt(3));
        }
        if (random.nextInt(4) > 0) {
            sample = sample.guardedBy("e", random.nextInt(10));
        }
        for (String handler : HANDLERS) {
            int chance = random.nextInt(4);
            sample = chance == 0
                    ? sample.route(handler)
                    : chance == 1 ? sample.claimed(handler, StoreUnderTest.LEASE) : sample;
        }
        return sample;
    }

    private void learn(List<ReceivedEvent> inReal, List<ReceivedEvent> inModel) {
        assertThat(inReal).hasSameSizeAs(inModel);
        for (int i = 0; i < inReal.size(); i++) {
            assertThat(inReal.get(i).duplicate()).isEqualTo(inModel.get(i).duplicate());
            if (!inReal.get(i).duplicate()) {
                real.events.add(inReal.get(i).id());
                model.events.add(inModel.get(i).id());
            }
        }
    }

    private String lease() {
        String handler = HANDLERS.get(random.nextInt(HANDLERS.size()));
        int limit = 1 + random.nextInt(4);
        List<Lease> inReal = Stages.await(real.store().lease(handler, limit, StoreUnderTest.LEASE));
        List<Lease> inModel = Stages.await(model.store().lease(handler, limit, StoreUnderTest.LEASE));
        assertThat(inReal.stream().map(this::inReal).toList())
                .as("leases of %s", handler)
                .isEqualTo(inModel.stream().map(this::inModel).toList());
        realLeases.addAll(inReal);
        modelLeases.addAll(inModel);
        return "lease " + inModel;
    }

    private String inReal(Lease lease) {
        return text(real, lease);
    }

    private String inModel(Lease lease) {
        return text(model, lease);
    }

    private static String text(ModelView view, Lease lease) {
        return view.events.indexOf(lease.eventId()) + " " + lease.handler() + " " + lease.attempt() + " "
                + lease.losses()
                + " " + lease.tries() + " " + lease.ordered() + " "
                + lease.carries().map(view.deliveries::indexOf) + " "
                + view.store().reader().load(List.of(lease)).get(0).text();
    }

    /** Also with a lease that is held no more. */
    private String complete() {
        if (modelLeases.isEmpty()) {
            return "nothing";
        }
        int at = random.nextInt(modelLeases.size());
        int end = random.nextInt(3);
        boolean inReal = Stages.await(real.store().complete(completion(realLeases.get(at), end)));
        boolean inModel = Stages.await(model.store().complete(completion(modelLeases.get(at), end)));
        assertThat(inReal).as("completion of %s", modelLeases.get(at)).isEqualTo(inModel);
        return "complete " + end + " " + modelLeases.get(at) + " " + inModel;
    }

    private Completion completion(Lease lease, int end) {
        Completion.Next next =
                end == 1 ? new Completion.Next.Retry(Duration.ofSeconds(20)) : new Completion.Next.Dead();
        return end == 0
                ? Completion.handled(lease, inbox.now(), 3)
                : new Completion(lease, inbox.now(), 3, AttemptOutcome.FAILED, "no " + end, next);
    }

    private String release() {
        if (modelLeases.isEmpty()) {
            return "nothing";
        }
        int at = random.nextInt(modelLeases.size());
        assertThat(Stages.await(real.store().release(List.of(realLeases.get(at)))))
                .isEqualTo(Stages.await(model.store().release(List.of(modelLeases.get(at)))));
        return "release " + modelLeases.get(at);
    }

    private String advance() {
        inbox.advance(Duration.ofSeconds(1 + random.nextInt(40)));
        return "advance";
    }

    /** As a process that dies and starts again. */
    private String reopen() throws Exception {
        inbox.reopen();
        real.reopened((OperableStore) inbox.store());
        model.reopened(((MemoryStore) model.store()).reopen(inbox.clock()));
        if (inbox.soleOwner()) {
            assertThat(inbox.recover()).isEqualTo(Stages.await(model.store().recover()));
        }
        return "reopen";
    }

    private Optional<Function<ModelView, Change>> replay() {
        List<String> handlers = handlers();
        return event(at -> view -> new Change.Replay(view.events.get(at), handlers));
    }

    private Optional<Function<ModelView, Change>> ignoreEvent() {
        return event(at -> view -> new Change.IgnoreEvent(view.events.get(at)));
    }

    private Optional<Function<ModelView, Change>> event(Function<Integer, Function<ModelView, Change>> change) {
        return model.events.isEmpty()
                ? Optional.empty()
                : Optional.of(change.apply(random.nextInt(model.events.size())));
    }

    /** The delivery that made an event, once more. */
    private Optional<Function<ModelView, Change>> replayDelivery() {
        List<String> handlers = handlers();
        return event(at -> view -> new Change.ReplayDelivery(
                view.store()
                        .reader()
                        .event(view.events.get(at))
                        .map(EventSummary::deliveryId)
                        .orElse(new DeliveryId(1)),
                view.events.get(at),
                handlers));
    }

    private List<String> handlers() {
        return HANDLERS.stream().filter(name -> random.nextBoolean()).toList();
    }

    private Optional<Function<ModelView, Change>> dispatchOf(Function<DispatchId, Change> change) {
        int count = model.dispatches().size();
        if (count == 0) {
            return Optional.empty();
        }
        int at = random.nextInt(count);
        return Optional.of(view -> change.apply(view.dispatches().get(at).id()));
    }

    private Optional<Function<ModelView, Change>> promote() {
        if (model.deliveries.isEmpty()) {
            return Optional.empty();
        }
        int count = model.deliveries.size();
        int at = count - 1 - random.nextInt(Math.min(4, count));
        String key = "k" + random.nextInt(MOST_EVENTS);
        List<Route> routes = handlers().stream().map(Route::queued).toList();
        return Optional.of(view -> {
            DeliveryId id = view.deliveries.get(at);
            NewEvent event = new NewEvent(
                    Names.none(), List.of(new DedupeKey(key, "test")), routes, Optional.empty(), Ordering.by("o1"));
            return new Change.Promote(id, Verdict.verified("orders@2", "1"), Names.none(), false, List.of(event));
        });
    }

    private Optional<Function<ModelView, Change>> pause() {
        String handler = HANDLERS.get(random.nextInt(HANDLERS.size()));
        boolean hold = random.nextBoolean();
        return Optional.of(view ->
                hold ? new Change.Hold(Pause.Kind.HANDLER, handler) : new Change.Resume(Pause.Kind.HANDLER, handler));
    }

    /** Rows, bodies or keys of what has settled some time ago. */
    private String prune() {
        long before = inbox.now() - 40_500;
        PrunePlan plan = switch (random.nextInt(3)) {
            case 0 -> Prunes.allRows(before);
            case 1 -> Prunes.allBodies(before);
            default -> Prunes.allKeys(before);
        };
        if (!(real.store() instanceof PrunableStore prunable)) {
            return "nothing";
        }
        Pruned inReal = Prunes.run(prunable, plan, 100);
        Pruned inModel = Prunes.run((PrunableStore) model.store(), plan, 100);
        assertThat(inReal).as("%s", plan).isEqualTo(inModel);
        return plan + " " + inModel;
    }

    private String change(Optional<Function<ModelView, Change>> wanted) {
        if (wanted.isEmpty()) {
            return "nothing";
        }
        OperationItem inReal = make(real, wanted.get().apply(real));
        Change change = wanted.get().apply(model);
        OperationItem inModel = make(model, change);
        assertThat(inReal.outcome() + " " + ModelView.words(inReal.detail()))
                .as("%s", change)
                .isEqualTo(inModel.outcome() + " " + ModelView.words(inModel.detail()));
        if (change instanceof Change.Promote promote) {
            int at = model.deliveries.indexOf(promote.delivery());
            List<ReceivedEvent> made = promoted(model, at);
            if (inModel.outcome() == OperationItem.Outcome.CHANGED) {
                learn(promoted(real, at), made);
            }
        }
        return change + " " + inModel.detail();
    }

    private static List<ReceivedEvent> promoted(ModelView view, int at) {
        return view.store()
                .reader()
                .promotion(view.deliveries.get(at))
                .map(promotion -> promotion.events())
                .orElse(List.of());
    }

    private static OperationItem make(ModelView view, Change change) {
        Operation operation = Stages.await(view.store()
                .begin(new NewOperation(Action.REPAIR, OperationGroup.OPERATOR, "by chance", "", 0, 1, "")));
        return Stages.await(view.store().apply(operation.id(), new Step(List.of(change), "", "over")))
                .items()
                .get(0);
    }

    private Map<DispatchId, Dispatch> byId() {
        Map<DispatchId, Dispatch> rows = new HashMap<>();
        model.dispatches().forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    /** The dispatches that the last step moved along no way of the table; a pause is no move of its own. */
    List<String> illegalMoves() {
        List<String> illegal = new ArrayList<>();
        for (Dispatch now : model.dispatches()) {
            Dispatch then = before.get(now.id());
            if (then == null || then.state() == DispatchState.PAUSED || now.state() == DispatchState.PAUSED) {
                continue;
            }
            if (then.state() != now.state() && !then.state().next().contains(now.state())) {
                illegal.add(then + " -> " + now);
            }
        }
        return illegal;
    }
}
