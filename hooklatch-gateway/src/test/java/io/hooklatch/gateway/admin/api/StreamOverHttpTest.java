package io.hooklatch.gateway.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.stream.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamOverHttpTest {
    @TempDir
    Path directory;

    private ApiRig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new ApiRig(directory);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void deliveriesEventsAndAttemptsComeAsTheyAreStored() {
        try (StreamClient client = new StreamClient(rig, Role.VIEWER, "", "")) {
            deliver("e1", "order.paid");

            List<String> kinds = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                StreamClient.Message message = client.next();
                kinds.add(message.kind());
                rig.checkMessage(message);
            }
            assertThat(kinds).containsExactlyInAnyOrder("delivery", "event", "attempt");
        }
    }

    @Test
    void nothingIsMissedWhileTheReaderIsAway() {
        String last;
        try (StreamClient client = new StreamClient(rig, Role.VIEWER, "?kinds=event", "")) {
            deliver("e0", "order.paid");
            last = client.next().id();
        }
        for (int i = 1; i <= 600; i++) {
            deliver("e" + i, "order.paid");
        }
        TreeSet<String> missed = new TreeSet<>();
        try (StreamClient client = new StreamClient(rig, Role.VIEWER, "?kinds=event", last)) {
            while (missed.size() < 600) {
                assertThat(missed.add(
                                client.next().json().at("/provider_event_id").asText()))
                        .as("once only")
                        .isTrue();
            }
        }
        assertThat(missed).doesNotContain("e0");
        try (StreamClient client = new StreamClient(rig, Role.VIEWER, "?kinds=event&after=" + last, "")) {
            assertThat(client.next().json().at("/provider_event_id").asText()).isEqualTo("e1");
        }
    }

    @Test
    void whoLeftBeforeTheFirstMessageComesBackToItsPlace() {
        String place;
        try (StreamClient client = new StreamClient(rig, Role.VIEWER, "", "")) {
            place = client.place();
        }
        deliver("e1", "order.paid");
        try (StreamClient client = new StreamClient(rig, Role.VIEWER, "?kinds=delivery", place)) {
            assertThat(client.next().kind()).isEqualTo("delivery");
        }
    }

    @Test
    void itBeginsAtATimeWhenAsked() {
        deliver("e1", "order.paid");

        try (StreamClient client = new StreamClient(rig, Role.VIEWER, "?kinds=event&from=2026-01-01T00:00:00Z", "")) {
            assertThat(client.next().json().at("/event_type").asText()).isEqualTo("order.paid");
        }
    }

    @Test
    void theConditionsAreThoseOfTheLists() {
        try (StreamClient refused = new StreamClient(rig, Role.VIEWER, "?verdict=refused", "");
                StreamClient type = new StreamClient(rig, Role.VIEWER, "?event_type=order.paid&endpoint=shop", "");
                StreamClient attempts = new StreamClient(rig, Role.VIEWER, "?kinds=attempt&endpoint=github", "")) {
            deliver("e1", "order.sent");
            deliver("e2", "order.paid");
            rig.deliver("github", "{}");

            assertThat(refused.next().json().at("/endpoint").asText()).isEqualTo("github");
            assertThat(type.next().json().at("/event_type").asText()).isEqualTo("order.paid");
            assertThat(type.next().json().at("/event_type").asText()).isEqualTo("order.paid");
            assertThat(attempts.placeAndNothingElse()).isTrue();
        }
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        for (String query : List.of(
                "?kinds=dispatch",
                "?kinds=attempt&reason=no_secret",
                "?after=x",
                "?after=1-2",
                "?state=dead",
                "?kinds=")) {
            assertThat(rig.get(Role.VIEWER, "/stream" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void thereAreOnlySoManyReadersAndPlacesAreGivenBack() {
        List<StreamClient> clients = new ArrayList<>();
        for (int i = 0; i < Streams.MOST; i++) {
            clients.add(new StreamClient(rig, Role.VIEWER, "", ""));
        }
        assertThat(rig.get(Role.VIEWER, "/stream").status()).isEqualTo(429);
        assertThat(rig.get(Role.VIEWER, "/stats").at("/streams")).isEqualTo(Integer.toString(Streams.MOST));

        clients.forEach(StreamClient::close);
        try (StreamClient again = StreamClient.patient(rig, Role.VIEWER, "?kinds=delivery")) {
            deliver("e1", "order.paid");
            assertThat(again.next().kind()).isEqualTo("delivery");
        }
    }

    @Test
    void theEndOfTheGatewayIsSaid() {
        try (StreamClient client = new StreamClient(rig, Role.VIEWER, "", "")) {
            rig.close();

            StreamClient.Message end = client.next();
            assertThat(end.kind()).isEqualTo("end");
            assertThat(end.json().at("/detail").asText()).contains("the gateway stops");
        }
    }

    private void deliver(String id, String type) {
        assertThat(rig.deliver("shop", "{\"id\":\"" + id + "\",\"type\":\"" + type + "\"}"))
                .isEqualTo(200);
    }
}
