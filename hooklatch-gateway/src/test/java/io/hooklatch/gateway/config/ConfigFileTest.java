package io.hooklatch.gateway.config;

import static io.hooklatch.gateway.config.ConfigRig.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.ingress.IngressLimits;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.work.HandlerPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path directory;

    private ConfigRig rig;

    @BeforeEach
    void start() {
        rig = new ConfigRig(directory);
    }

    @Test
    void aFewLinesAreEnoughAndTheRestHasDefaults() throws Exception {
        GatewayConfig config = rig.read(SMALLEST);

        assertThat(config.store()).isEqualTo(new StoreConfig.Sqlite(directory.resolve("inbox.db")));
        assertThat(config.listen()).hasToString("0.0.0.0:8080");
        assertThat(config.admin().listen()).hasToString("127.0.0.1:9090");
        assertThat(config.limits()).isEqualTo(IngressLimits.defaults());
        assertThat(config.endpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.name()).isEqualTo("shop");
            assertThat(endpoint.path()).hasValue("/webhooks/shop");
            assertThat(endpoint.methods()).containsExactly("POST");
            assertThat(endpoint.recipe().name()).isEqualTo("github");
            assertThat(endpoint.enabled()).isTrue();
        });
    }

    @Test
    void endpointsDestinationsAndRoutesAreRead() throws Exception {
        rig.file("old.txt", "whsec_older-secret-of-the-shop\n");
        GatewayConfig config = rig.read("""
                store: {sqlite: data/inbox.db}
                listen: "[::1]:0"
                admin: localhost:9091
                shutdown_within: 1m30s
                limits:
                  request_line: 4KiB
                  connections: 100
                  body_within: 5s
                endpoints:
                  shop:
                    path: /in/shop
                    provider: stripe
                    secrets: [file:old.txt, "${SHOP_SECRET}"]
                    tolerance: 10m
                    max_body: 64KiB
                    methods: [POST, PUT]
                    dedupe_by: [header x-id, json /type]
                    event_type: header x-type
                    events: json /items
                    enabled: false
                  open:
                    unverified: true
                    events: nothing
                  mail:
                    unverified: true
                    events: form mail_events json /items
                  post:
                    unverified: true
                    events: form mail_events json
                destinations:
                  billing:
                    type: http
                    url: https://billing.example/hooks
                    secrets: whsec_Zm9ydHktdHdvIHJhbmRvbSBieXRlcywgcmVhbGx5
                    headers: {Authorization: "Bearer ${SHOP_SECRET}"}
                    timeout: 12s
                    concurrency: 3
                    retry: {attempts: 5, base: 1s, cap: 10m}
                    give_up_on: [404, 410]
                  journal: {type: log, body: true}
                routes:
                  - endpoint: shop
                    types: [invoice.*, charge.failed]
                    to: [billing, journal]
                  - {endpoint: [shop, open], to: journal}
                """);

        assertThat(config.store()).isEqualTo(new StoreConfig.Sqlite(directory.resolve("data/inbox.db")));
        assertThat(config.listen()).isEqualTo(new ListenAddress("::1", 0));
        assertThat(config.shutdownWithin()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.limits().requestLineBytes()).isEqualTo(4096);
        assertThat(config.limits().connections()).isEqualTo(100);
        assertThat(config.limits().bodyWithin()).isEqualTo(Duration.ofSeconds(5));
        Endpoint shop = config.endpoints().get(0);
        assertThat(shop.path()).hasValue("/in/shop");
        assertThat(shop.maxBodyBytes()).isEqualTo(64 * 1024);
        assertThat(shop.methods()).containsExactly("POST", "PUT");
        assertThat(shop.enabled()).isFalse();
        assertThat(shop.recipe().events()).contains("json /items");
        assertThat(config.endpoints().get(1).recipe().events()).isEmpty();
        assertThat(config.endpoints().get(1).recipe().verifies()).isFalse();
        assertThat(config.endpoints().get(2).recipe().events()).contains("form mail_events json /items");
        assertThat(config.endpoints().get(3).recipe().events()).contains("form mail_events json");
        DestinationConfig billing = config.destinations().get(0);
        HandlerPolicy expected = HandlerPolicy.defaults()
                .attempts(5)
                .backoff(Duration.ofSeconds(1), Duration.ofMinutes(10))
                .concurrency(3)
                .timeout(Duration.ofSeconds(17));
        assertThat(billing.policy()).isEqualTo(expected);
        assertThat(billing.target()).isInstanceOfSatisfying(DestinationConfig.Target.Http.class, http -> {
            assertThat(http.settings().origin()).isEqualTo("https://billing.example");
            assertThat(http.settings().giveUpOn()).containsExactlyInAnyOrder(404, 410);
            assertThat(http.settings().signature()).hasToString("OwnSignature[1]");
            assertThat(http.settings().headers().get("Authorization").reveal()).isEqualTo("Bearer " + ConfigRig.CANARY);
        });
        assertThat(config.destinations().get(1).target()).isEqualTo(new DestinationConfig.Target.Log(true));
        assertThat(config.routes())
                .containsExactly(
                        new RouteConfig(
                                List.of("shop"), List.of("invoice.*", "charge.failed"), List.of("billing", "journal")),
                        new RouteConfig(List.of("shop", "open"), List.of(), List.of("journal")));
    }

    @Test
    void retentionIsReadAndAnEndpointSaysWhereItDiffers() throws Exception {
        assertThat(rig.read(SMALLEST).retention()).isEmpty();
        GatewayConfig config = rig.read(SMALLEST + """
                retention:
                  handled: 30d
                  bodies: {handled: 7d}
                  keys: forever
                  every: 15m
                """);
        assertThat(config.retention()).isPresent();
        assertThat(config.retention().orElseThrow().endpoints()).isEmpty();

        GatewayConfig own = rig.read("""
                endpoints:
                  shop: {provider: github, secrets: [of-the-shop], retention: {refused: 2h, handled: forever}}
                """);
        assertThat(own.retention().orElseThrow().endpoints()).containsExactly("shop");
    }
}
