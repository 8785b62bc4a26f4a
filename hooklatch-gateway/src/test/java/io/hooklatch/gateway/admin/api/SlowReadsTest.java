package io.hooklatch.gateway.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Operation;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Selection;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Reads that take their time, and what must not wait for them. */
class SlowReadsTest {
    private static final String API = "/api/v1";
    private static final String PREVIEW = API + "/operations/preview";
    private static final String EVERY_DELIVERY =
            "{\"action\": \"replay_delivery\", \"selection\": {\"deliveries\": {}}}";
    private static final String ORDER =
            "{\"action\": \"replay_delivery\", \"selection\": {\"deliveries\": {}}, \"reason\": \"a test\"}";
    private static final String BECAUSE = "{\"reason\": \"it goes wrong\"}";

    @Test
    void aFloodOfThemHoldsNeitherPauseNorResumeNorCancelNorHealth() throws Exception {
        try (SlowInbox slow = SlowInbox.held()) {
            Operation running = slow.inbox
                    .operations()
                    .start(new Order(
                            Action.REQUEUE,
                            new Selection.EventIds(List.of(new EventId(1), new EventId(2), new EventId(3))),
                            new Actor("alice", "library"),
                            "a test",
                            1,
                            Optional.empty()));
            List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                flood.add(slow.get(Role.VIEWER, API + "/deliveries"));
                flood.add(slow.post(Role.VIEWER, PREVIEW, EVERY_DELIVERY));
                flood.add(slow.get(Role.OPERATOR, API + "/deliveries"));
                flood.add(slow.post(Role.OPERATOR, API + "/operations", ORDER));
            }
            slow.awaitReads(4);

            assertThat(status(slow.post(Role.OPERATOR, API + "/endpoints/orders/pause", BECAUSE)))
                    .isEqualTo(200);
            assertThat(status(slow.post(Role.OPERATOR, API + "/endpoints/orders/resume", BECAUSE)))
                    .isEqualTo(200);
            assertThat(status(slow.post(Role.OPERATOR, API + "/operations/" + running.id() + "/cancel", BECAUSE)))
                    .isEqualTo(200);
            assertThat(status(slow.get(Role.OPERATOR, "/live"))).isEqualTo(200);
            assertThat(status(slow.get(Role.OPERATOR, "/ready"))).isEqualTo(200);

            slow.letGo();
            for (CompletableFuture<HttpResponse<String>> answer : flood) {
                assertThat(status(answer)).isIn(200, 202, 429, 503);
            }
        }
    }

    @Test
    void viewersDoNotTakeTheThreadsOfOperators() throws Exception {
        try (SlowInbox slow = SlowInbox.held()) {
            List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                flood.add(slow.get(Role.VIEWER, API + "/deliveries"));
            }
            slow.awaitReads(2);

            assertThat(status(slow.get(Role.OPERATOR, API + "/stats"))).isEqualTo(200);
            assertThat(status(slow.get(Role.OPERATOR, API + "/events"))).isEqualTo(200);

            slow.letGo();
            for (CompletableFuture<HttpResponse<String>> answer : flood) {
                assertThat(status(answer)).isIn(200, 503);
            }
        }
    }

    @Test
    void onePreviewOfAViewerRunsAtATimeAndOneOfAnOperatorBesideIt() throws Exception {
        try (SlowInbox slow = SlowInbox.held()) {
            var viewers = slow.post(Role.VIEWER, PREVIEW, EVERY_DELIVERY);
            slow.awaitReads(1);
            comesAgain(slow.post(Role.VIEWER, PREVIEW, EVERY_DELIVERY));
            var operators = slow.post(Role.OPERATOR, PREVIEW, EVERY_DELIVERY);
            slow.awaitReads(1);
            comesAgain(slow.post(Role.OPERATOR, PREVIEW, EVERY_DELIVERY));
            assertThat(status(slow.post(
                            Role.VIEWER,
                            PREVIEW,
                            "{\"action\": \"replay\", \"selection\": {\"ids\": [\"" + new EventId(1) + "\"]}}")))
                    .as("what is named one by one takes no place")
                    .isEqualTo(200);

            slow.letGo();
            assertThat(status(viewers)).isEqualTo(200);
            assertThat(status(operators)).isEqualTo(200);
            assertThat(status(slow.post(Role.VIEWER, PREVIEW, EVERY_DELIVERY)))
                    .as("its place is free")
                    .isEqualTo(200);
        }
    }

    @Test
    void twoOrdersAreCountedAtATime() throws Exception {
        try (SlowInbox slow = SlowInbox.held()) {
            var first = slow.post(Role.OPERATOR, API + "/operations", ORDER);
            var second = slow.post(Role.ADMIN, API + "/operations", ORDER);
            slow.awaitReads(2);
            comesAgain(slow.post(Role.ADMIN, API + "/operations", ORDER));

            slow.letGo();
            assertThat(status(first)).isEqualTo(202);
            assertThat(status(second)).isEqualTo(202);
        }
    }

    @Test
    void aPreviewEndsWhenItsCallerHasGone() throws Exception {
        try (SlowInbox slow = SlowInbox.endless()) {
            hangUpDuring(slow, Role.VIEWER, PREVIEW, EVERY_DELIVERY);

            awaitPlace(slow, Role.VIEWER, PREVIEW, "{\"action\": \"replay\", \"selection\": {\"events\": {}}}", 200);
        }
    }

    @Test
    void whatIsOrderedIsNotBegunWhenItsCallerHasGone() throws Exception {
        try (SlowInbox slow = SlowInbox.endless()) {
            hangUpDuring(slow, Role.OPERATOR, API + "/operations", ORDER);
            hangUpDuring(slow, Role.OPERATOR, API + "/operations", ORDER);

            String other = "{\"action\": \"replay\", \"selection\": {\"events\": {}}, \"reason\": \"a test\"}";
            awaitPlace(slow, Role.OPERATOR, API + "/operations", other, 202);
            assertThat(slow.get(Role.OPERATOR, API + "/operations")
                            .get(60, TimeUnit.SECONDS)
                            .body())
                    .contains("\"replay\"")
                    .doesNotContain("replay_delivery");
        }
    }

    /** Asks, waits until the answer is being worked at, and closes the connection. */
    private static void hangUpDuring(SlowInbox slow, Role role, String path, String json) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), slow.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + ApiRig.key(role)
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n"
                            + json)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            slow.awaitReads(3);
        }
    }

    /** Asks again and again, as a caller who is sent away does. */
    private static void awaitPlace(SlowInbox slow, Role role, String path, String json, int status) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        int last = 429;
        while (last == 429 && System.nanoTime() < end) {
            last = status(slow.post(role, path, json));
        }
        assertThat(last).isEqualTo(status);
    }

    private static void comesAgain(CompletableFuture<HttpResponse<String>> answer) throws Exception {
        HttpResponse<String> refused = answer.get(60, TimeUnit.SECONDS);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private static int status(CompletableFuture<HttpResponse<String>> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS).statusCode();
    }
}
