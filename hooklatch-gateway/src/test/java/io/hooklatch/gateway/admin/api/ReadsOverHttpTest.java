package io.hooklatch.gateway.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.render.Masking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadsOverHttpTest {
    private static final String PAID = "{\"id\":\"e1\",\"type\":\"order.paid\"}";

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
    void aDeliveryIsShownWithItsHeadersAndItsEvent() {
        rig.deliver("shop", PAID, "Content-Type", "application/json");

        ApiAnswer list = rig.get(Role.OPERATOR, "/deliveries?endpoint=shop&verdict=unverified&event_type=order.paid");
        assertThat(list.items("/provider_event_id")).containsExactly("e1");
        assertThat(list.at("/items/0/body_length")).isEqualTo(Integer.toString(PAID.length()));
        assertThat(list.json().has("next")).isFalse();
        ApiAnswer one = rig.get(Role.OPERATOR, "/deliveries/" + list.at("/items/0/id"));
        assertThat(one.at("/method")).isEqualTo("POST");
        assertThat(one.at("/kept_length")).isEqualTo(Integer.toString(PAID.length()));
        assertThat(one.json().get("headers").toString()).contains("\"application/json\"");
        ApiAnswer event = rig.get(Role.VIEWER, "/events/" + one.at("/event_id"));
        assertThat(event.at("/delivery_id")).isEqualTo(one.at("/id"));
        assertThat(event.at("/dispatches/0/handler")).isEqualTo("log");
    }

    @Test
    void aRefusedDeliveryIsFoundByItsReason() {
        rig.deliver("github", PAID, "X-Hub-Signature-256", "sha256=" + "00".repeat(32), "X-GitHub-Event", "push");

        ApiAnswer list = rig.get(Role.VIEWER, "/deliveries?verdict=refused");
        assertThat(list.items("/endpoint")).containsExactly("github");
        String reason = list.at("/items/0/verdict/reason");
        assertThat(rig.get(Role.VIEWER, "/deliveries?reason=" + reason).items("/id"))
                .isEqualTo(list.items("/id"));
        assertThat(rig.get(Role.VIEWER, "/deliveries?reason=no_secret").items("/id"))
                .isEmpty();
        assertThat(rig.get(Role.VIEWER, "/deliveries?verdict=verified").items("/id"))
                .isEmpty();
        ApiRig.holdsNoSecret(rig.get(Role.ADMIN, "/deliveries/" + list.at("/items/0/id")));
    }

    @Test
    void fault60_aBodyIsHandedOutAsBytesThatNoBrowserShows() {
        byte[] script = "{\"id\":\"x\",\"type\":\"order.<script>alert(1)</script>\"}".getBytes(StandardCharsets.UTF_8);
        rig.deliver("shop", new String(script, StandardCharsets.UTF_8), "Content-Type", "text/html");
        String delivery = rig.get(Role.VIEWER, "/deliveries").at("/items/0/id");
        String event = rig.get(Role.VIEWER, "/events").at("/items/0/id");

        for (String path : List.of("/deliveries/" + delivery + "/body", "/events/" + event + "/body")) {
            ApiAnswer body = rig.get(Role.OPERATOR, path);
            assertThat(body.bytes()).isEqualTo(script);
            assertThat(body.mediaType()).isEqualTo("application/octet-stream");
            assertThat(body.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(body.header("content-disposition")).startsWith("attachment; filename=\"");
            assertThat(body.header("content-security-policy")).contains("sandbox");
            assertThat(body.header("hooklatch-truncated")).isEqualTo("false");
            assertThat(rig.get(Role.VIEWER, path).status()).isEqualTo(403);
        }
    }

    @Test
    void fault64_viewersSeeNoCredentialNorWhatStandsInAQuery() {
        rig.deliver("shop", PAID, "Authorization", "Bearer canary-1", "X-Api-Key", "canary-2", "X-Note", "shown");
        String path = "/deliveries/" + rig.get(Role.VIEWER, "/deliveries").at("/items/0/id");

        ApiAnswer seen = rig.get(Role.VIEWER, path);
        assertThat(new String(seen.bytes(), StandardCharsets.UTF_8))
                .contains("shown", "X-Api-Key")
                .doesNotContain("canary")
                .doesNotContain("hooklatch-digest:");
        assertThat(new String(rig.get(Role.OPERATOR, path).bytes(), StandardCharsets.UTF_8))
                .as("what the recipe knows as a credential nobody sees")
                .contains("hooklatch-digest:")
                .doesNotContain("canary-1");
        assertThat(Masking.target("/hooks?token=canary&x&=1", Role.VIEWER)).isEqualTo("/hooks?token=***&***&=***");
        assertThat(Masking.target("/hooks?token=t", Role.OPERATOR)).isEqualTo("/hooks?token=t");
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        for (int i = 0; i < 7; i++) {
            rig.deliver("shop", "{\"id\":\"e" + i + "\",\"type\":\"order.paid\"}");
        }
        List<String> ids = new ArrayList<>();
        ApiAnswer page = rig.get(Role.VIEWER, "/events?limit=3");
        rig.deliver("shop", "{\"id\":\"later\",\"type\":\"order.paid\"}");
        ids.addAll(page.items("/provider_event_id"));
        while (page.json().has("next")) {
            page = rig.get(Role.VIEWER, "/events?limit=3&after=" + page.at("/next"));
            ids.addAll(page.items("/provider_event_id"));
        }

        assertThat(ids).containsExactly("e6", "e5", "e4", "e3", "e2", "e1", "e0");
    }

    @Test
    void eachEventOfABatchHasItsOwnBytes() {
        String body = "{\"items\":[{\"type\":\"a\",\"n\":1}, {\"type\":\"b\",\"n\":2}]}";
        rig.deliver("lists", body);

        ApiAnswer delivery = rig.get(
                Role.VIEWER,
                "/deliveries/" + rig.get(Role.VIEWER, "/deliveries").at("/items/0/id"));
        assertThat(delivery.json().get("batch").asBoolean()).isTrue();
        assertThat(delivery.json().get("elements")).hasSize(2);
        String second = delivery.at("/elements/1/event_id");
        assertThat(new String(
                        rig.get(Role.OPERATOR, "/events/" + second + "/body").bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"b\",\"n\":2}");
        assertThat(rig.get(Role.VIEWER, "/events/" + second).at("/place/index")).isEqualTo("1");
        assertThat(rig.get(Role.VIEWER, "/events?endpoint=lists&state=unrouted").items("/id"))
                .hasSize(2);
    }

    @Test
    void endpointsAndHandlersAreShownWithoutTheirSecrets() {
        rig.deliver("shop", PAID);

        ApiAnswer endpoints = rig.get(Role.ADMIN, "/endpoints");
        assertThat(endpoints.items("/name")).containsExactly("shop", "github", "lists");
        assertThat(endpoints.at("/items/0/last_received_at"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(endpoints.json().at("/items/1").has("last_received_at")).isFalse();
        assertThat(rig.get(Role.VIEWER, "/endpoints/github").at("/recipe")).startsWith("github@");
        ApiAnswer handlers = rig.get(Role.ADMIN, "/handlers");
        assertThat(handlers.items("/name")).containsExactly("log", "broken");
        assertThat(rig.get(Role.VIEWER, "/handlers/broken").at("/origin")).isEqualTo("http://127.0.0.1:1");
        ApiRig.holdsNoSecret(endpoints);
        ApiRig.holdsNoSecret(handlers);
    }

    @Test
    void figuresAndTheDocumentAreThere() {
        rig.deliver("lists", "{\"items\":[{\"type\":\"a\"}]}");

        assertThat(rig.get(Role.VIEWER, "/stats").at("/dispatches/unrouted")).isEqualTo("1");
        for (String file : List.of("openapi.yaml", "schemas.yaml", "operations.yaml")) {
            assertThat(rig.get(Role.VIEWER, "/openapi/" + file).status()).isEqualTo(200);
        }
        assertThat(rig.get(Role.VIEWER, "/openapi/package-info.class").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/deliveries?endpiont=shop, endpiont, did you mean endpoint?",
        "/deliveries?verdict=VERIFIED, verdict, 'is none of verified, authenticated, unverified, refused'",
        "/deliveries?event_id=evt_1, event_id, is not of the form evt_",
        "/deliveries?limit=0, limit, 1 to 1000",
        "/deliveries?limit=1001, limit, 1 to 1000",
        "/deliveries?limit=1&limit=2, limit, give it once",
        "/deliveries?after=%2F, after, is not the next of a page",
        "/deliveries?from=yesterday, from, 2026-03-01T12:00:00Z",
        "/deliveries?from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z, until, lies before from",
        "/events?event_type=, event_type, is empty",
        "/events?state=done, state, is none of queued",
        "/dispatches?verdict=verified, verdict, is not known here",
        "/attempts?outcome=ok, outcome, is none of succeeded",
        "/stats?x=1, x, none is known here",
        "/endpoints?limit=1, limit, none is known here",
    })
    void aWrongParameterIsNamedWithItsValueAndTheWayOut(String path, String field, String fix) {
        ApiAnswer answer = rig.get(Role.VIEWER, path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        assertThat(answer.at("/field")).isEqualTo(field);
        assertThat(answer.at("/detail")).contains(fix);
    }

    @Test
    void whatIsNotThereIs404() {
        for (String path : List.of(
                "/deliveries/dlv_0000000000000",
                "/deliveries/evt_0000000000000",
                "/events/evt_0000000000000",
                "/events/evt_0000000000000/body",
                "/dispatches/dsp_0000000000000",
                "/dispatches/nonsense",
                "/endpoints/nowhere",
                "/handlers/nowhere")) {
            assertThat(rig.get(Role.OPERATOR, path).status()).as(path).isEqualTo(404);
        }
    }
}
