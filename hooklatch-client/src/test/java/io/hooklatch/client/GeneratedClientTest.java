package io.hooklatch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hooklatch.client.made.ApiException;
import io.hooklatch.client.made.JSON;
import io.hooklatch.client.made.api.DeliveriesApi;
import io.hooklatch.client.made.api.DispatchesApi;
import io.hooklatch.client.made.api.EventsApi;
import io.hooklatch.client.made.api.OperationsApi;
import io.hooklatch.client.made.api.ServiceApi;
import io.hooklatch.client.made.api.SetupApi;
import io.hooklatch.client.made.model.Action;
import io.hooklatch.client.made.model.Attempt;
import io.hooklatch.client.made.model.AttemptOutcome;
import io.hooklatch.client.made.model.Because;
import io.hooklatch.client.made.model.Delivery;
import io.hooklatch.client.made.model.DeliveryDetail;
import io.hooklatch.client.made.model.DeliveryPage;
import io.hooklatch.client.made.model.Dispatch;
import io.hooklatch.client.made.model.DispatchState;
import io.hooklatch.client.made.model.Endpoint;
import io.hooklatch.client.made.model.Event;
import io.hooklatch.client.made.model.EventDetail;
import io.hooklatch.client.made.model.EventFilter;
import io.hooklatch.client.made.model.Header;
import io.hooklatch.client.made.model.ItemOutcome;
import io.hooklatch.client.made.model.Operation;
import io.hooklatch.client.made.model.OperationItem;
import io.hooklatch.client.made.model.OperationState;
import io.hooklatch.client.made.model.Order;
import io.hooklatch.client.made.model.Preview;
import io.hooklatch.client.made.model.PreviewOrder;
import io.hooklatch.client.made.model.Problem;
import io.hooklatch.client.made.model.Reason;
import io.hooklatch.client.made.model.Selection;
import io.hooklatch.client.made.model.VerdictKind;
import io.hooklatch.gateway.access.Role;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls a running gateway through a client that a generator made of its description alone. */
class GeneratedClientTest {
    @TempDir
    Path directory;

    private ClientRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new ClientRig(directory);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void itKnowsTheProgramItsFiguresAndItsSetup() throws Exception {
        ServiceApi service = new ServiceApi(rig.as(Role.VIEWER));
        SetupApi setup = new SetupApi(rig.as(Role.VIEWER));

        assertThat(service.about().getCaller().getName()).isEqualTo("the-viewer");
        assertThat(service.about().getCaller().getRole().getValue()).isEqualTo("viewer");
        assertThat(service.stats().getDispatches().getDead()).isZero();
        assertThat(setup.listEndpoints().getItems())
                .extracting(Endpoint::getName)
                .containsExactly("shop", "github");
        assertThat(setup.getEndpoint("github").getRecipe()).startsWith("github@");
        assertThat(setup.listHandlers().getItems()).hasSize(1);
        assertThat(setup.getHandler("log").getSelects()).contains("shop", "order.*");
    }

    @Test
    void itListsFiltersAndPagesDeliveries() throws Exception {
        OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1);
        rig.deliver("e1");
        rig.deliver("e2");
        rig.deliver("e3");
        rig.receive("/webhooks/github", "{}");
        DeliveriesApi deliveries = new DeliveriesApi(rig.as(Role.VIEWER));

        DeliveryPage first = page(deliveries, before, null);
        DeliveryPage second = page(deliveries, before, first.getNext());
        assertThat(first.getItems()).extracting(Delivery::getProviderEventId).containsExactly("e3", "e2");
        assertThat(second.getItems()).extracting(Delivery::getProviderEventId).containsExactly("e1");
        assertThat(second.getNext()).isNull();
        List<Delivery> refused = deliveries
                .listDeliveries(
                        null,
                        VerdictKind.REFUSED,
                        Reason.MISSING_SIGNATURE,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)
                .getItems();
        assertThat(refused).extracting(Delivery::getEndpoint).containsExactly("github");
    }

    private static DeliveryPage page(DeliveriesApi deliveries, OffsetDateTime from, String after) throws ApiException {
        return deliveries.listDeliveries(
                "shop", VerdictKind.UNVERIFIED, null, "order.paid", null, null, null, from, null, after, 2);
    }

    @Test
    void itShowsADeliveryItsEventAndWhatBecameOfIt() throws Exception {
        String event = rig.deliver("e1").eventId().orElseThrow().toString();
        rig.awaitAttempts(1);
        EventsApi events = new EventsApi(rig.as(Role.VIEWER));
        DispatchesApi dispatches = new DispatchesApi(rig.as(Role.VIEWER));

        EventDetail whole = events.getEvent(event);
        assertThat(whole.getEventType()).isEqualTo("order.paid");
        assertThat(whole.getDedupeKey().getSource()).isEqualTo("json /id");
        Dispatch dispatch = whole.getDispatches().get(0);
        assertThat(dispatches.getDispatch(dispatch.getId()).getHandler()).isEqualTo("log");
        assertThat(dispatches
                        .listAttempts(dispatch.getId(), AttemptOutcome.SUCCEEDED, null, null, null, null)
                        .getItems())
                .extracting(Attempt::getNumber)
                .containsExactly(1);
        DeliveryDetail delivery = new DeliveriesApi(rig.as(Role.VIEWER)).getDelivery(whole.getDeliveryId());
        assertThat(delivery.getVerdict().getKind()).isEqualTo(VerdictKind.UNVERIFIED);
        assertThat(delivery.getHeaders()).extracting(Header::getName).containsExactly("Content-Type");
    }

    @Test
    void itPreviewsAnOperationAndFollowsItToItsEnd() throws Exception {
        rig.deliver("e1");
        rig.deliver("e2");
        rig.awaitAttempts(2);
        OperationsApi operations = new OperationsApi(rig.as(Role.OPERATOR));
        Selection handled =
                new Selection().events(new EventFilter().endpoint("shop").state(DispatchState.HANDLED));

        Preview preview = operations.previewOperation(
                new PreviewOrder().action(Action.REPLAY).selection(handled));
        assertThat(preview.getCount()).isEqualTo(2);
        assertThat(preview.getChanges()).isEqualTo(2);
        Operation begun = operations.startOperation(new Order()
                .action(Action.REPLAY)
                .selection(handled)
                .reason("the report was wrong")
                .ratePerSecond(100));
        rig.awaitEnd(begun.getId());
        rig.awaitAttempts(2);

        Operation done = operations.getOperation(begun.getId());
        assertThat(done.getState()).isEqualTo(OperationState.DONE);
        assertThat(done.getChanged()).isEqualTo(2);
        assertThat(done.getActor().getName()).isEqualTo("the-operator");
        assertThat(done.getEndedAt()).isAfterOrEqualTo(done.getStartedAt());
        assertThat(operations.listOperationItems(begun.getId(), null, null).getItems())
                .extracting(OperationItem::getOutcome)
                .containsExactly(ItemOutcome.CHANGED, ItemOutcome.CHANGED);
        assertThat(operations
                        .listOperations(Action.REPLAY, OperationState.DONE, "the-operator", null, null, null, null)
                        .getItems())
                .extracting(Operation::getReason)
                .containsExactly("the report was wrong");
    }

    @Test
    void itPausesAndResumes() throws Exception {
        OperationsApi operations = new OperationsApi(rig.as(Role.OPERATOR));
        SetupApi setup = new SetupApi(rig.as(Role.VIEWER));
        EventsApi events = new EventsApi(rig.as(Role.VIEWER));
        Because why = new Because().reason("the database moves");

        Operation paused = operations.pauseEndpoint("shop", why);
        assertThat(setup.getEndpoint("shop").getPaused().getOperationId()).isEqualTo(paused.getId());
        assertThat(rig.deliver("e1").status()).isEqualTo(503);
        operations.resumeEndpoint("shop", why);
        operations.pauseHandler("log", why);
        assertThat(rig.deliver("e1").status()).isEqualTo(200);
        assertThat(events.listEvents("shop", DispatchState.PAUSED, null, null, null, null, null, null)
                        .getItems())
                .extracting(Event::getProviderEventId)
                .containsExactly("e1");
        operations.resumeHandler("log", why);
        rig.awaitAttempts(1);
        assertThat(setup.getHandler("log").getPaused()).isNull();
    }

    @Test
    void itReadsAProblem() throws Exception {
        Because why = new Because().reason("once more");
        OperationsApi viewer = new OperationsApi(rig.as(Role.VIEWER));
        DeliveriesApi deliveries = new DeliveriesApi(rig.as(Role.VIEWER));

        assertThat(problem(403, () -> viewer.pauseEndpoint("shop", why)).getDetail())
                .contains("operator", "the-viewer");
        assertThat(problem(404, () -> deliveries.getDelivery("dlv_0000000000000"))
                        .getType())
                .startsWith("urn:hooklatch:problem:");
        assertThat(problem(
                                400,
                                () -> deliveries.listDeliveries(
                                        null, null, null, null, null, null, null, null, null, null, 0))
                        .getField())
                .isEqualTo("limit");
        assertThat(problem(401, () -> new ServiceApi(rig.showing("hlk_0_0")).about())
                        .getStatus())
                .isEqualTo(401);
    }

    private static Problem problem(int status, ThrowingCallable call) throws Exception {
        ApiException refused = catchThrowableOfType(ApiException.class, call);
        assertThat(refused.getCode()).isEqualTo(status);
        assertThat(refused.getResponseHeaders().firstValue("content-type")).contains("application/problem+json");
        return JSON.getDefault().getMapper().readValue(refused.getResponseBody(), Problem.class);
    }
}
