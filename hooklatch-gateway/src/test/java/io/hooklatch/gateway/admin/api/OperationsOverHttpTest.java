package io.hooklatch.gateway.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hooklatch.gateway.access.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsOverHttpTest {
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
    void eventsAreReplayedAfterAPreviewAndTheAuditSaysWhoAndWhy() {
        deliver("e1", "order.paid");
        deliver("e2", "order.paid");
        rig.awaitEvents("handled", 2);
        String selection = "{\"events\": {\"endpoint\": \"shop\", \"state\": \"handled\"}}";

        ApiAnswer preview = rig.post(
                Role.VIEWER, "/operations/preview", "{\"action\": \"replay\", \"selection\": " + selection + "}");
        assertThat(preview.at("/count")).isEqualTo("2");
        assertThat(preview.at("/changes")).isEqualTo("2");
        assertThat(preview.json().get("sample")).hasSize(2);
        ApiAnswer begun = rig.post(
                Role.OPERATOR,
                "/operations",
                "{\"action\": \"replay\", \"selection\": " + selection + ", \"reason\": \"the report was wrong\"}");
        assertThat(begun.status()).isEqualTo(202);
        JsonNode done = rig.awaitOperation(begun.at("/id"));
        assertThat(done.get("state").asText()).isEqualTo("done");
        assertThat(done.get("changed").asInt()).isEqualTo(2);
        assertThat(done.at("/actor/name").asText()).isEqualTo("the-operator");
        assertThat(done.at("/actor/origin").asText()).isEqualTo("api 127.0.0.1");
        assertThat(rig.get(Role.VIEWER, "/operations/" + begun.at("/id") + "/items")
                        .items("/outcome"))
                .containsExactly("changed", "changed");
        assertThat(rig.get(Role.VIEWER, "/operations?action=replay&actor=the-operator&state=done")
                        .items("/reason"))
                .containsExactly("the report was wrong");
        rig.awaitEvents("handled", 2);
    }

    @Test
    void deadDispatchesAreFoundByTheirErrorAndRequeued() {
        deliver("e1", "doomed");
        rig.awaitEvents("dead", 1);
        String dispatch =
                rig.get(Role.VIEWER, "/dispatches?state=dead&handler=broken").at("/items/0/id");
        String error = rig.get(Role.VIEWER, "/dispatches/" + dispatch).at("/last_error");
        assertThat(rig.get(Role.VIEWER, "/dispatches?error=" + ApiRig.encoded(error))
                        .items("/id"))
                .containsExactly(dispatch);

        ApiAnswer begun = rig.post(
                Role.OPERATOR,
                "/operations",
                "{\"action\": \"requeue\", \"selection\": {\"ids\": [\"" + dispatch + "\"]}, \"reason\": \"mended\"}");
        rig.awaitOperation(begun.at("/id"));
        rig.awaitEvents("dead", 1);

        assertThat(rig.get(Role.VIEWER, "/attempts?dispatch_id=" + dispatch).items("/number"))
                .isEqualTo(List.of("2", "1"));
    }

    @Test
    void aRefusedDeliveryIsVerifiedAgainAndShowsWhatBecameOfIt() throws Exception {
        rig.close();
        rig = new ApiRig(directory, "", "another-secret");
        byte[] body = "{\"action\":\"paid\"}".getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("of-the-github-endpoint".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        rig.deliver(
                "github",
                new String(body, StandardCharsets.UTF_8),
                "X-Hub-Signature-256",
                signature,
                "X-GitHub-Event",
                "order.paid",
                "X-GitHub-Delivery",
                "72d3162e-cc78-11e3-81ab-4c9367dc0958");
        String id = rig.get(Role.VIEWER, "/deliveries?verdict=refused").at("/items/0/id");
        assertThat(rig.get(Role.VIEWER, "/deliveries/" + id).json().has("promotion"))
                .isFalse();
        String order = "{\"action\": \"reverify\", \"selection\": {\"deliveries\": {\"verdict\": \"refused\"}}";
        assertThat(rig.post(Role.OPERATOR, "/operations/preview", order + "}").at("/changes"))
                .isEqualTo("0");

        rig.close();
        rig = new ApiRig(directory);
        ApiAnswer preview = rig.post(Role.OPERATOR, "/operations/preview", order + "}");
        assertThat(preview.at("/changes")).isEqualTo("1");
        assertThat(preview.at("/sample/0/subject_id")).isEqualTo(id);
        String operation = rig.post(Role.OPERATOR, "/operations", order + ", \"reason\": \"the secret was wrong\"}")
                .at("/id");
        assertThat(rig.awaitOperation(operation).get("changed").asInt()).isEqualTo(1);
        ApiAnswer delivery = rig.get(Role.VIEWER, "/deliveries/" + id);
        assertThat(delivery.at("/verdict/kind")).isEqualTo("refused");
        assertThat(delivery.at("/promotion/verdict/kind")).isEqualTo("verified");
        assertThat(delivery.at("/promotion/operation_id")).isEqualTo(operation);
        rig.awaitEvents("handled", 1);
        assertThat(rig.get(Role.VIEWER, "/events/" + delivery.at("/promotion/event_ids/0"))
                        .at("/delivery_id"))
                .isEqualTo(id);
    }

    @Test
    void whoReadsMayNotAct() {
        for (String path : List.of(
                "/operations",
                "/operations/opr_0000000000000/cancel",
                "/endpoints/shop/pause",
                "/endpoints/shop/resume",
                "/handlers/log/pause",
                "/handlers/log/resume")) {
            assertThat(rig.post(Role.VIEWER, path, "{\"reason\": \"x\"}").status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(rig.get(Role.VIEWER, "/operations").items("/id")).isEmpty();
    }

    @Test
    void whoReadsMayNotHaveBodiesVerifiedAgain() {
        String reverify = "{\"action\": \"reverify\", \"selection\": {\"deliveries\": {}}}";
        String replay = "{\"action\": \"replay\", \"selection\": {\"events\": {}}}";

        ApiAnswer refused = rig.post(Role.VIEWER, "/operations/preview", reverify);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("needs the role operator", "the-viewer");
        assertThat(rig.post(Role.VIEWER, "/operations/preview", replay).status())
                .isEqualTo(200);
    }

    @Test
    void anEndpointThatIsPausedSendsItsSendersAwayUntilItIsResumed() {
        ApiAnswer paused = rig.post(Role.OPERATOR, "/endpoints/shop/pause", "{\"reason\": \"moving\"}");
        assertThat(paused.at("/state")).isEqualTo("done");
        assertThat(rig.deliver("shop", "{\"id\":\"e1\",\"type\":\"order.paid\"}"))
                .isEqualTo(503);
        assertThat(rig.get(Role.VIEWER, "/endpoints/shop").at("/paused/operation_id"))
                .isEqualTo(paused.at("/id"));

        rig.post(Role.OPERATOR, "/endpoints/shop/resume", "{\"reason\": \"moved\"}");
        deliver("e1", "order.paid");
        assertThat(rig.get(Role.VIEWER, "/endpoints/shop").json().has("paused")).isFalse();
    }

    @Test
    void aHandlerThatIsPausedLetsItsDispatchesWait() {
        rig.post(Role.OPERATOR, "/handlers/log/pause", "{\"reason\": \"a bad release\"}");
        deliver("e1", "order.paid");

        assertThat(rig.get(Role.VIEWER, "/dispatches?state=paused").items("/handler"))
                .containsExactly("log");
        assertThat(rig.get(Role.VIEWER, "/handlers/log").json().has("paused")).isTrue();
        rig.post(Role.OPERATOR, "/handlers/log/resume", "{\"reason\": \"mended\"}");
        rig.awaitEvents("handled", 1);
    }

    @Test
    void whatHasEndedCannotBeCancelled() {
        deliver("e1", "order.paid");
        ApiAnswer begun = rig.post(
                Role.OPERATOR,
                "/operations",
                "{\"action\": \"ignore\", \"selection\": {\"events\": {}}, \"reason\": \"a test\"}");
        rig.awaitOperation(begun.at("/id"));

        String cancel = "/operations/" + begun.at("/id") + "/cancel";
        assertThat(rig.post(Role.OPERATOR, cancel, "{\"reason\": \"too late\"}").status())
                .isEqualTo(409);
        assertThat(rig.post(Role.VIEWER, cancel, "{\"reason\": \"may not\"}").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''",
                "[] | ''",
                "{\"action\": \"replay\" | ''",
                "{\"action\": \"replay\", \"action\": \"replay\"} | ''",
                "{\"action\": true} | ''",
                "{\"selection\": {\"events\": {}}, \"reason\": \"x\"} | action",
                "{\"action\": \"replai\", \"selection\": {\"events\": {}}, \"reason\": \"x\"} | action",
                "{\"action\": \"replay\", \"reason\": \"x\"} | selection",
                "{\"action\": \"replay\", \"selection\": {}, \"reason\": \"x\"} | selection",
                "{\"action\": \"replay\", \"selection\": {\"events\": {}, \"ids\": []}, \"reason\": \"x\"} | selection",
                "{\"action\": \"replay\", \"selection\": {\"events\": {\"sate\": \"dead\"}}, \"reason\": \"x\"} |"
                        + " selection.events.sate",
                "{\"action\": \"replay\", \"selection\": {\"events\": {\"state\": \"ded\"}}, \"reason\": \"x\"} |"
                        + " selection.events.state",
                "{\"action\": \"replay\", \"selection\": {\"ids\": [\"evt_1\"]}, \"reason\": \"x\"} | selection.ids",
                "{\"action\": \"replay\", \"selection\": {\"events\": {}}} | reason",
                "{\"action\": \"replay\", \"selection\": {\"events\": {}}, \"reason\": \" \"} | reason",
                "{\"action\": \"replay\", \"selection\": {\"events\": {}}, \"reason\": \"x\", \"rate\": 5} | rate",
                "{\"action\": \"replay\", \"selection\": {\"events\": {}}, \"reason\": \"x\", \"rate_per_second\": 0} |"
                        + " rate_per_second",
                "{\"action\": \"reverify\", \"selection\": {\"events\": {}}, \"reason\": \"x\"} | ''",
                "{\"action\": \"prune\", \"selection\": {\"events\": {}}, \"reason\": \"x\"} | ''",
            })
    void anOrderThatCannotBeMeantIsRefusedBeforeAnythingIsRecorded(String body, String field) {
        ApiAnswer answer = rig.post(Role.ADMIN, "/operations", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/field")).isEqualTo(field);
        assertThat(rig.get(Role.VIEWER, "/operations").items("/id")).isEmpty();
    }

    @Test
    void fault61_aFormOfAPageCannotOrderAnything() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            assertThat(rig.ask(rig.request(Role.ADMIN, "/endpoints/shop/pause")
                                    .header("Content-Type", type)
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"reason\": \"x\"}"))
                                    .build())
                            .status())
                    .isEqualTo(415);
        }
        assertThat(rig.get(Role.ADMIN, "/endpoints/shop/pause").status()).isEqualTo(405);
    }

    @Test
    void aBodyThatIsTooLongIsRefused() {
        int frame = "{\"reason\": \"\"}".length();
        String body = "{\"reason\": \"" + "x".repeat(256 * 1024 + 1 - frame) + "\"}";

        assertThat(rig.post(Role.ADMIN, "/endpoints/shop/pause", body).status()).isEqualTo(413);
    }

    @Test
    void whatIsNotThereCannotBePaused() {
        assertThat(rig.post(Role.ADMIN, "/endpoints/nowhere/pause", "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(rig.post(Role.ADMIN, "/operations/opr_0000000000000/cancel", "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(404);
    }

    private void deliver(String id, String type) {
        assertThat(rig.deliver("shop", "{\"id\":\"" + id + "\",\"type\":\"" + type + "\"}"))
                .isEqualTo(200);
    }
}
